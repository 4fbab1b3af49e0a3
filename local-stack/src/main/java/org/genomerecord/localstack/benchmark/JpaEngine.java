package org.genomerecord.localstack.benchmark;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.conversion.json.JacksonConverter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.hibernate.cfg.Configuration;

/// Axon's own open engine, as it comes: JPA, one transaction for each append, the sequence number
/// of one aggregate as its only condition.
final class JpaEngine implements AutoCloseable {
  private final AgroalDataSource connections;
  private final EntityManagerFactory factory;
  private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

  JpaEngine(Database database, String name, int size) throws SQLException {
    connections =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool ->
                    pool.initialSize(size)
                        .maxSize(size)
                        .acquisitionTimeout(Duration.ofSeconds(60))
                        .connectionFactoryConfiguration(connection ->
                            connection
                                .jdbcUrl(database.jdbcUrl(name))
                                .principal(new NamePrincipal(Database.USER))
                                .credential(new SimplePassword(database.password())))));
    var configuration = new Configuration().addAnnotatedClass(AggregateEventEntry.class);
    configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", connections);
    configuration.setProperty("hibernate.hbm2ddl.auto", "create");
    factory = configuration.buildSessionFactory();
  }

  EventStorageEngine engine() {
    return new AggregateBasedJpaEventStorageEngine(
        () -> unclosed(Objects.requireNonNull(CURRENT.get(), "no transaction")),
        new Transactions(),
        new DelegatingEventConverter(new JacksonConverter()),
        UnaryOperator.identity());
  }

  /// As a container hands it out: the engine closes what it is given before the transaction ends.
  private static EntityManager unclosed(EntityManager manager) {
    return (EntityManager)
        Proxy.newProxyInstance(
            JpaEngine.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (_, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(manager, arguments));
  }

  /// One entity manager for each transaction, on the thread that began it.
  private final class Transactions implements TransactionManager {
    @Override
    public Transaction startTransaction() {
      var manager = factory.createEntityManager();
      manager.getTransaction().begin();
      CURRENT.set(manager);
      return new Transaction() {
        @Override
        public void commit() {
          try (manager) {
            manager.getTransaction().commit();
          } finally {
            CURRENT.remove();
          }
        }

        @Override
        public void rollback() {
          try (manager) {
            // A commit that failed has ended it already.
            if (manager.getTransaction().isActive()) {
              manager.getTransaction().rollback();
            }
          } finally {
            CURRENT.remove();
          }
        }
      };
    }
  }

  @Override
  public void close() {
    factory.close();
    connections.close();
  }
}
