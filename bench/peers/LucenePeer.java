// SPDX-License-Identifier: GPL-2.0-or-later
// Lucene as it comes: DutchAnalyzer, BM25, title and text in one field.

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

public class LucenePeer {
  private static final String TAG = "lucene";
  private static final String ID = "id";
  private static final String CONTENT = "content";

  /** A line of documents.jsonl. */
  private static class Record {
    String id;
    String title;
    String text;
  }

  private final Analyzer analyzer = new DutchAnalyzer();
  private final IndexSearcher searcher;

  private LucenePeer(Directory directory, Path documents) throws IOException {
    fill(directory, documents);
    searcher = new IndexSearcher(DirectoryReader.open(directory));
  }

  private void fill(Directory directory, Path documents) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(analyzer);
    // The default policy may reorder documents, and their order decides between equal scores.
    config.setMergePolicy(new LogDocMergePolicy());
    Gson gson = new Gson();
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String line : Files.readAllLines(documents)) {
        writer.addDocument(toDocument(gson.fromJson(line, Record.class)));
      }
    }
  }

  private static Document toDocument(Record record) {
    Document document = new Document();
    document.add(new StringField(ID, record.id, Field.Store.YES));
    // Stored, because MoreLikeThis reads the words of a seed from it.
    document.add(new TextField(CONTENT, record.title + "\n" + record.text, Field.Store.YES));
    return document;
  }

  /** Any of the words. Unlike QueryParser, it takes OR and NOT for words, even in capitals. */
  private Query wordsOf(String text) {
    Query query = new QueryBuilder(analyzer).createBooleanQuery(CONTENT, text);
    return query == null ? new MatchNoDocsQuery("only stop words") : query;
  }

  private Query likeness(int seed) throws IOException {
    MoreLikeThis likeThis = new MoreLikeThis(searcher.getIndexReader());
    likeThis.setAnalyzer(analyzer);
    likeThis.setFieldNames(new String[] {CONTENT});
    likeThis.setMinTermFreq(1);
    likeThis.setMinDocFreq(2);
    likeThis.setMaxQueryTerms(25);
    return likeThis.like(seed);
  }

  private void writeSearches(Path topics, int depth, Writer run) throws IOException {
    for (String line : Files.readAllLines(topics)) {
      String[] topic = line.split("\t", 2);
      write(run, topic[0], searcher.search(wordsOf(topic[1]), depth).scoreDocs, "", depth);
    }
  }

  private void writeRelated(Path seeds, int k, Writer run) throws IOException {
    for (String seed : Files.readAllLines(seeds)) {
      for (ScoreDoc found : searcher.search(new TermQuery(new Term(ID, seed)), 1).scoreDocs) {
        write(run, seed, searcher.search(likeness(found.doc), k + 1).scoreDocs, seed, k);
      }
    }
  }

  private void write(Writer run, String topic, ScoreDoc[] hits, String except, int limit)
      throws IOException {
    int rank = 0;
    for (ScoreDoc hit : hits) {
      String id = searcher.doc(hit.doc).get(ID);
      if (id.equals(except)) continue;
      if (++rank > limit) break;
      run.write(topic + " Q0 " + id + " " + rank + " " + hit.score + " " + TAG + "\n");
    }
  }

  private static Path path(Map<String, String> options, String name) {
    if (!options.containsKey(name)) throw new IllegalArgumentException(name + " is missing");
    return Path.of(options.get(name));
  }

  private static int number(Map<String, String> options, String name, String otherwise) {
    return Integer.parseInt(options.getOrDefault(name, otherwise));
  }

  private static void rank(Map<String, String> options, Path temporary) throws IOException {
    try (Directory directory = FSDirectory.open(temporary)) {
      LucenePeer peer = new LucenePeer(directory, path(options, "--documents"));
      try (Writer run = Files.newBufferedWriter(path(options, "--run"))) {
        peer.writeSearches(path(options, "--topics"), number(options, "--depth", "100"), run);
      }
      if (!options.containsKey("--seeds")) return;
      try (Writer run = Files.newBufferedWriter(path(options, "--related-run"))) {
        peer.writeRelated(path(options, "--seeds"), number(options, "--k", "10"), run);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  private static Map<String, String> options(String[] words) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) options.put(words[i], words[i + 1]);
    return options;
  }

  public static void main(String[] words) throws IOException {
    if (words.length == 1 && words[0].equals("--version")) {
      System.out.println(TAG + ": Lucene " + Version.LATEST);
      return;
    }
    // A topic may be a page long.
    BooleanQuery.setMaxClauseCount(Integer.MAX_VALUE);
    Path temporary = Files.createTempDirectory("lucene");
    try {
      rank(options(words), temporary);
    } finally {
      remove(temporary);
    }
  }
}
