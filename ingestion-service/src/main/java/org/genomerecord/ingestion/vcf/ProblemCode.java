package org.genomerecord.ingestion.vcf;

import java.util.Locale;

/// Everything that can be found in a file, with its meaning and its remedy. Nothing of a file is in
/// either. `docs/validation.md` lists them.
public enum ProblemCode {
  EMPTY_FILE("The file is empty.", "Export the file again and compare its size before it is sent."),
  TRUNCATED_GZIP(
      "The compressed file ends before its end-of-stream mark.",
      "Send the file again and compare its checksum on both sides."),
  CORRUPT_GZIP(
      "The compressed file is damaged: a length or checksum is wrong.",
      "Send the file again and compare its checksum on both sides; if it stays so, compress it again."),
  GZIP_TRAILING_BYTES(
      "Bytes after the last gzip member are no gzip member.",
      "Compress the file again with bgzip or gzip and add nothing behind it."),
  BGZF_EOF_MISSING(
      "The bgzip file lacks its empty last block; it was probably cut on the way.",
      "Send the file again; if its checksum is right, compress it again with bgzip."),
  BCF_NOT_SUPPORTED("The file is BCF.", "Convert it to VCF, such as by bcftools view -Oz."),
  ZIP_NOT_SUPPORTED,
  NOT_VCF,
  NOT_UTF8("The text is not UTF-8.", "Save the file as UTF-8 where it was made."),
  BYTE_ORDER_MARK(
      "The file starts with a byte order mark, which neither a VCF nor a table may have.",
      "Save the file as UTF-8 without a byte order mark."),
  CONTROL_CHARACTER(
      "The line holds a control character other than a tab.",
      "Find out which program wrote it and export the file again."),
  CRLF_LINE_ENDINGS(
      "Lines end in CR LF; only LF is usual.",
      "Send files as bytes and not as text, so that nothing on the way changes them."),
  FINAL_LINE_FEED_MISSING,
  EMPTY_LAST_LINE,
  TEXT_TOO_LONG(
      "The decompressed text is longer than this installation takes.",
      "Ask the operator for a higher bound, or send a call set instead of all sites."),
  LINE_TOO_LONG(
      "The line is longer than this installation takes.",
      "Ask the operator for a higher bound, or leave out annotations."),
  HEADER_TOO_LONG(
      "The header has more lines or bytes than this installation takes.",
      "Leave out meta-information lines that nobody needs, such as repeated command lines."),
  SAMPLES_TOO_MANY(
      "The file has more samples than this installation takes.",
      "Send the patient's sample alone, such as by bcftools view -s."),
  RECORDS_TOO_MANY(
      "The file has more records than this installation takes.",
      "Ask the operator for a higher bound, or send a call set instead of all sites."),
  READING_STOPPED,
  RECORDS_PER_POSITION(
      "More records are at one position than this installation takes.",
      "Join the alleles of a position in one record, such as by bcftools norm -m +any."),
  CONTIGS_TOO_MANY(
      "The file has more contigs than this installation takes.",
      "Leave out contigs that no record is on."),
  FILEFORMAT_MISSING(
      "The first line is not ##fileformat.",
      "Write ##fileformat=VCFv4.x, as the caller did, on the first line."),
  VERSION_NOT_SUPPORTED(
      "The version is none of VCF 4.1 to 4.5.",
      "Convert the file to VCF 4.2 or later with the tool that wrote it."),
  FILEFORMAT_REPEATED(
      "##fileformat stands again below the first line.",
      "Remove the second line; if two files were put together, join them with bcftools."),
  META_LINE_MALFORMED(
      "The meta-information line is not well-formed.",
      "Write ##key=value, or ##key=<ID=…,…> with every quotation mark and bracket closed and the fields that the key needs."),
  META_LINE_UNUSUAL,
  META_ID_REPEATED("An ID is declared twice.", "Keep the declaration that the records follow."),
  META_ID_MISSING,
  META_ID_UNUSUAL,
  NUMBER_UNUSUAL,
  RESERVED_KEY_UNUSUAL,
  FLAG_DECLARATION_UNUSUAL(
      "Number 0 and Type Flag do not come together.",
      "Declare flags with Number=0 and everything else with the number of its values."),
  GENOTYPE_DECLARATION_UNUSUAL,
  CONTIG_NAME_INVALID(
      "The contig has no legal name.",
      "Name contigs as the specification allows: no spaces, commas or brackets."),
  CONTIG_LENGTH_INVALID(
      "The contig's length is no positive number.",
      "Write the length in plain digits, or leave it out."),
  META_LINE_AFTER_HEADER(
      "A line that begins with # stands among the data lines.",
      "Remove it; if two files were put together, join them with bcftools."),
  HEADER_LINE_MISSING(
      "There is no #CHROM line before the data.",
      "Write the #CHROM line between meta-information and data."),
  HEADER_LINE_REPEATED(
      "A second #CHROM line stands among the data lines.",
      "Two files were probably put together: join them with bcftools concat or merge."),
  HEADER_COLUMNS_WRONG(
      "The #CHROM line has not the fixed columns in their order, delimited by tabs.",
      "Write CHROM, POS, ID, REF, ALT, QUAL, FILTER, INFO, FORMAT and the samples, with tabs between."),
  NO_SAMPLE(
      "The file has no sample: nothing in it belongs to a patient.",
      "Send the file with the patient's genotypes."),
  SAMPLE_NAME_EMPTY("A sample has no name.", "Name every sample in the #CHROM line."),
  SAMPLE_DUPLICATED(
      "Two samples have the same name.",
      "Give every sample a name of its own and say which one is meant."),
  SAMPLE_NOT_NAMED(
      "The file has several samples and the submission names none.",
      "Name the patient's sample in the header Sample, in the key sample of an upload, or offline as --sample."),
  SAMPLE_NOT_IN_FILE(
      "The sample that the submission names is not in the file.",
      "Check that this is the file of this patient; the name has to agree to the letter."),
  NO_DATA_LINES(
      "The file has a header and no data line, as a failed export has.",
      "Check that there was really nothing to report."),
  ASSEMBLY_UNKNOWN,
  ASSEMBLY_CONTRADICTION,
  COLUMN_COUNT(
      "The line has not as many tab-delimited columns as the header line has.",
      "Export the file again without passing it through an editor or spreadsheet."),
  COLUMN_EMPTY("A column is empty.", "Write a missing value as a point."),
  CONTIG_MIXED_NAMING(
      "Chromosomes are named both with chr and without.",
      "Two call sets were probably put together: rename the contigs, such as by bcftools annotate --rename-chrs, and check that both are on one assembly."),
  CONTIG_NAME_UNUSUAL,
  CONTIG_UNDECLARED(
      "The contig has no ##contig line although others have one.",
      "Declare every contig with its length."),
  CONTIG_NOT_CONTIGUOUS(
      "The contig returns after another.",
      "Sort the file, such as by bcftools sort, and submit it again."),
  UNSORTED(
      "POS goes back within its contig.",
      "Sort the file, such as by bcftools sort, and submit it again."),
  DUPLICATE_RECORD(
      "Another record has the same CHROM, POS, REF and ALT.",
      "Find out which is right and keep that one; bcftools norm -d finds them."),
  VARIANT_REPEATED,
  GVCF_BLOCKS_OVERLAP(
      "The position is called by a reference block and another line.",
      "Write the gVCF again with the caller; reference blocks and variants may not overlap."),
  POS_NOT_INTEGER(
      "POS is no whole number of plain digits up to 2147483647.",
      "Write POS without separators, signs, leading zeros or exponent."),
  POS_NEGATIVE("POS is negative.", "Positions begin at 1."),
  POS_ZERO(
      "POS 0 is only for the breakend of a telomere.",
      "Positions begin at 1; check for a conversion from 0-based coordinates."),
  POS_BEYOND_CONTIG(
      "A position is beyond its contig's end.", "Check that the file is on the assembly it names."),
  REF_BEYOND_CONTIG(
      "REF goes beyond the contig's end.", "Check that the file is on the assembly it names."),
  REF_EMPTY(
      "REF is missing.",
      "Write the reference bases, with the base before an insertion or deletion."),
  REF_BASE_INVALID(
      "REF holds something other than A, C, G, T and N.",
      "Write the base that the reference has; reduce an ambiguity code to a base."),
  REF_MISMATCH(
      "REF is not what the assembly has there.",
      "Check the assembly and whether REF and ALT are swapped; bcftools norm --check-ref finds all of them."),
  ID_WITH_SPACE("An ID holds a space.", "Delimit IDs with semicolons."),
  ID_REPEATED,
  ID_EMPTY,
  ALT_INVALID(
      "An ALT allele is neither bases, *, a symbol nor a breakend.",
      "Write alleles as VCF does, with the base before a deletion or insertion."),
  ALT_EQUALS_REF("An ALT allele equals REF.", "List in ALT only what differs from REF."),
  ALT_REPEATED(
      "An ALT allele is listed twice.", "List each allele once and number the genotypes by it."),
  ALT_UNDECLARED("A symbolic ALT has no ##ALT line.", "Declare symbolic alleles."),
  BREAKEND_MALFORMED(
      "A breakend is not written as the specification has it.",
      "Write bases, and the mate's position between two equal brackets."),
  QUAL_NOT_NUMBER(
      "QUAL is no number.", "Write a decimal number with a point, or . where there is none."),
  QUAL_NEGATIVE("QUAL is negative, which no probability gives.", "Find out what the caller meant."),
  QUAL_UNDEFINED,
  FILTER_MALFORMED(
      "A FILTER code is empty or not allowed.",
      "Write PASS, or the failed filters with semicolons between, or a point."),
  FILTER_PASS_AND_FAILED(
      "PASS stands beside a failed filter.", "Write PASS alone, or only the failed filters."),
  FILTER_REPEATED("A FILTER code stands twice.", "Write each failed filter once."),
  FILTER_UNDECLARED(
      "A FILTER code has no ##FILTER line.", "Declare filters, so that their meaning is known."),
  INFO_WITH_SPACE(
      "INFO holds a space before VCF 4.3.",
      "Write a space as %20 or underscore, or the file as VCF 4.3."),
  INFO_ENTRY_EMPTY(
      "An INFO entry has no key.", "Delimit entries with one semicolon and write none at the end."),
  INFO_KEY_REPEATED(
      "An INFO key stands twice in one record.",
      "Write each key once, with commas between values."),
  INFO_UNDECLARED(
      "An INFO key has no ##INFO line.", "Declare keys, so that their meaning is known."),
  INFO_TYPE_MISMATCH(
      "An INFO value is not of its declared type.", "Correct the declaration or the value."),
  INFO_COUNT_MISMATCH(
      "An INFO key has not its declared number of values.",
      "Correct the declaration or the values; splitting alleles has to split the values too."),
  INFO_VALUE_WITH_EQUALS,
  PERCENT_ENCODING_MALFORMED,
  END_NOT_INTEGER("END is no whole number.", "Write END in plain digits."),
  END_BEFORE_POS("END is before POS.", "END is the last position that the record speaks of."),
  END_BEYOND_CONTIG(
      "END, or POS and SVLEN, is beyond the contig's end.",
      "Check that the file is on the assembly it names."),
  END_CONTRADICTION,
  SVLEN_NOT_INTEGER,
  STRUCTURAL_REACH_MISSING,
  STRUCTURAL_CLAIM_UNUSUAL,
  REPEAT_COUNT_MISMATCH,
  FORMAT_EMPTY("A FORMAT key is empty.", "Delimit keys with one colon and write none at the end."),
  FORMAT_KEY_REPEATED("A FORMAT key stands twice.", "Write each key once."),
  FORMAT_UNDECLARED(
      "A FORMAT key has no ##FORMAT line.", "Declare keys, so that their meaning is known."),
  FORMAT_TYPE_MISMATCH(
      "A sample's value is not of its declared type.", "Correct the declaration or the value."),
  FORMAT_COUNT_MISMATCH(
      "A sample has not the declared number of values of a key.",
      "Correct the declaration or the values; splitting alleles has to split the values too."),
  GT_NOT_FIRST("GT is not the first FORMAT key.", "Write GT first."),
  SAMPLE_EMPTY("A sample's column is empty.", "Write a missing sample as a point."),
  SAMPLE_VALUES_TOO_MANY(
      "A sample has more values than FORMAT has keys.",
      "Export the file again: a key or a colon is too few or too many."),
  GENOTYPE_MALFORMED(
      "A genotype is not whole.", "Write alleles as numbers or points, with / or | between."),
  GENOTYPE_INDEX_BEYOND_ALT(
      "A genotype names an allele that ALT does not list.",
      "Find out which allele was meant; an allele was probably lost when the file was split or filtered."),
  PLOIDY_IMPOSSIBLE(
      "A genotype has more than two alleles on a chromosome of which nobody is born with three.",
      "Call a germline sample as diploid."),
  PLOIDY_UNUSUAL(
      "A genotype has one allele on an autosome, or more than two on another contig.",
      "Call autosomes as diploid."),
  GENOTYPE_ALLELES_TOO_MANY,
  PHASE_SET_CONTRADICTION,
  PHASE_SET_MALFORMED(
      "A phase set is no whole number.",
      "Write the phase set as a number, usually its first position."),
  LOCAL_ALLELES_BEYOND_ALT(
      "LAA names an allele that ALT does not list, or one twice.",
      "List each local allele once, by its number in ALT."),
  LOCAL_ALLELES_UNLISTED,
  LOCAL_ALLELES_INCOMPLETE,
  BLOCK_LENGTH_MALFORMED(
      "LEN of a reference block is no positive number.",
      "Write how many bases the block has, in plain digits."),
  BLOCK_BEYOND_CONTIG(
      "A reference block goes beyond the contig's end.",
      "Check that the file is on the assembly it names."),
  VALUE_IMPOSSIBLE(
      "A value cannot be, such as a negative depth or a frequency above one.",
      "Find out what the caller meant."),
  SEX_CONTRADICTION(
      "The calls on the X chromosome are not those of the sex that the submission states.",
      "Check that this is the specimen of this patient; if it is, submit the file without a sex."),
  HETEROZYGOSITY_UNUSUAL(
      "The rate of heterozygous calls is one that a person's genome hardly has.",
      "Check for contamination, for calls that were lost, and whether it is a tumour."),
  DUPLICATE_GENOME,
  PROMISED_GENE_NOT_COVERED(
      "A gene that the test promises has positions that its panel reads and that the file neither calls nor covers by a reference block.",
      "Send a gVCF, or the reference calls too; if the gene was not tested, say so to whoever ordered it."),
  CALL_COLUMN_COUNT(
      "The line has other than two to five columns.",
      "Write gene, diplotype, phenotype, activity score and copy number with tabs between; the last three may be left out."),
  VALUE_TOO_LONG(
      "A value is longer than any name of a gene, allele or phenotype.",
      "Write the value alone, and explanations elsewhere."),
  CALLS_TOO_MANY(
      "The file calls more genes than this installation takes.",
      "Send the genes that the test is about."),
  NO_CALL("The file calls no gene.", "Write one line for each gene that was called."),
  CALL_EMPTY(
      "A gene has neither diplotype nor phenotype nor activity score.",
      "Leave out genes that were not called."),
  GENE_SYMBOL_MALFORMED(
      "The gene is not written as an HGNC symbol.",
      "Write the approved symbol in capitals; begin a line of column names with #."),
  GENE_NOT_KNOWN(
      "No panel here has a gene of this symbol: it is kept, and nothing of it is interpreted.",
      "Check the spelling against HGNC."),
  GENE_REPEATED(
      "A gene is called twice.", "Send one call of each gene: the one that you stand by."),
  DIPLOTYPE_MALFORMED(
      "The diplotype is not written as one.",
      "Write one or two allele names with / between, copies as *1x2, tandems with +."),
  ALLELE_ALONE,
  ALLELE_FIELDS_JOINED,
  ALLELE_NOT_KNOWN(
      "The panel has no function for an allele: what the call means is not told here.",
      "Check the allele's name; if it is right, send the phenotype with it."),
  PHENOTYPE_NOT_KNOWN(
      "The phenotype is none that the gene's panel names.",
      "Write CPIC's term, or leave it out: it follows from the diplotype."),
  ACTIVITY_SCORE_MALFORMED(
      "The activity score is no number such as 1.25 or ≥3.",
      "Write a number with at most two decimals, or leave it out."),
  COPY_NUMBER_MALFORMED(
      "The copy number is no whole number from 0 to 39.",
      "Count the copies of the whole gene, or leave it out."),
  COPY_NUMBER_CONTRADICTION(
      "There are more copies of the gene than the diplotype tells of.",
      "Write which allele is repeated, such as *1x2/*4."),
  // The words of the following stand in problem/texts.tsv.
  CALL_HEADING,
  ACTIVITY_SCORE_CONTRADICTION,
  JSON_MALFORMED,
  JSON_TOO_DEEP,
  FHIR_RESOURCE_UNEXPECTED,
  BUNDLE_TYPE,
  ENTRY_INCOMPLETE,
  ENTRIES_TOO_MANY,
  FHIR_ELEMENT_UNKNOWN,
  FHIR_ELEMENT_MISSING,
  FHIR_VALUE_INVALID,
  FHIR_RULE_BROKEN,
  REPORT_COUNT,
  NOT_FINAL,
  LOINC_MISSING,
  OBSERVATION_NOT_READ,
  SUBJECT_MISSING,
  SUBJECT_MISMATCH,
  GENE_MISSING,
  GENE_CONTRADICTION,
  HAPLOTYPE_ALONE,
  UNIT_WRONG,
  ATTACHMENT_TYPE,
  ATTACHMENT_TOO_LONG,
  ATTACHMENT_ELSEWHERE,
  HL7_HEADER_MALFORMED,
  HL7_TYPE,
  HL7_VERSION,
  HL7_PROCESSING_ID,
  HL7_CHARSET,
  HL7_FRAMING,
  SEGMENT_MALFORMED,
  SEGMENT_ORDER,
  FIELD_MISSING,
  ORDERS_DIFFER,
  SUB_ID_AMBIGUOUS,
  VARIANT_NOT_READ,
  NOTHING_CALLED,
  CONTEXT_NOT_TAKEN,
  CONTEXT_CONTRADICTION,
  EXPRESSION_HEADER,
  EXPRESSION_COLUMN_COUNT,
  ASSAY_GENE_UNKNOWN,
  ASSAY_GENE_REPEATED,
  ASSAY_GENE_MISSING,
  REFERENCE_GENE_MISSING,
  EXPRESSION_UNIT,
  EXPRESSION_VALUE_MISSING,
  DECIMAL_COMMA,
  EXPRESSION_VALUE_MALFORMED,
  EXPRESSION_VALUE_OUT_OF_RANGE,
  FILE_LOST("The sealed file is lost on our side.", "Submit it again.");

  private final String code;
  private final String meaning;
  private final String remedy;

  ProblemCode() {
    this.code = codeOf(name());
    var words = ProblemText.of(code);
    this.meaning = words.meaning();
    this.remedy = words.remedy();
  }

  ProblemCode(String meaning, String remedy) {
    this.code = codeOf(name());
    this.meaning = meaning;
    this.remedy = remedy;
  }

  private static String codeOf(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Stable, lower case with hyphens, such as `genotype-index-beyond-alt`.
  public String code() {
    return code;
  }

  /// One sentence.
  public String meaning() {
    return meaning;
  }

  /// What the laboratory can do, one sentence.
  public String remedy() {
    return remedy;
  }
}
