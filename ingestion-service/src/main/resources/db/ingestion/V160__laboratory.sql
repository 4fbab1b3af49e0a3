-- The operator's list of laboratories: a read model over this service's log.
CREATE TABLE laboratory (
  laboratory text PRIMARY KEY,
  name       text NOT NULL,
  sandbox    boolean NOT NULL,
  suspended  text,
  webhook    text
);
