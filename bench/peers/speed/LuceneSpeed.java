// SPDX-License-Identifier: GPL-2.0-or-later
// How long does Lucene take? DutchAnalyzer, BM25, title and text in one field, MMapDirectory,
// facets as SortedSetDocValues. See README.md for the command line.

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

public class LuceneSpeed {
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String CONTENT = "content";
  private static final String WORDS = "words"; // unstemmed, for the spelling checker
  private static final int FACET_VALUES = 10;

  private final Analyzer analyzer = new DutchAnalyzer();
  private final FacetsConfig facets = new FacetsConfig();

  private LuceneSpeed() {
    facets.setMultiValued("theme", true);
  }

  // --- building

  private Document toDocument(Map<String, JsonElement> record) throws IOException {
    Document document = new Document();
    String title = record.get("title").getAsString();
    String text = title + "\n" + record.get("body").getAsString();
    document.add(new StringField(ID, record.get("id").getAsString(), Field.Store.YES));
    document.add(new StoredField(TITLE, title));
    document.add(new TextField(CONTENT, text, Field.Store.YES));
    for (Map.Entry<String, JsonElement> field : record.entrySet()) {
      if (Set.of("id", "title", "body").contains(field.getKey())) continue;
      for (String value : valuesOf(field)) {
        document.add(new SortedSetDocValuesFacetField(field.getKey(), value));
      }
    }
    return facets.build(document);
  }

  private static List<String> valuesOf(Map.Entry<String, JsonElement> field) {
    List<String> values = new ArrayList<>();
    if (field.getValue().isJsonArray()) {
      field.getValue().getAsJsonArray().forEach(value -> values.add(value.getAsString()));
    } else {
      values.add(field.getValue().getAsString());
    }
    // Dates are counted by year.
    if (field.getKey().equals("published")) values.replaceAll(date -> date.substring(0, 4));
    return values;
  }

  @SuppressWarnings("unchecked")
  private void build(Path documents, Path index) throws IOException {
    Gson gson = new Gson();
    try (Directory directory = new MMapDirectory(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader lines = Files.newBufferedReader(documents)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        writer.addDocument(toDocument(gson.fromJson(line, com.google.gson.JsonObject.class)
            .entrySet().stream()
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
      }
      writer.forceMerge(1);
    }
  }

  // --- asking

  private static class Options {
    String what = "search";
    List<String> facets = new ArrayList<>();
    Map<String, String> filters = new LinkedHashMap<>();
    int limit = 10;
    int offset = 0;
    int repeat = 3;
    double warm = 10;
    boolean ids = false;
    boolean total = false;
  }

  /** An open index. */
  private class Peer {
    final IndexSearcher searcher;
    final Options options;
    final SortedSetDocValuesReaderState state;
    final UnifiedHighlighter highlighter;
    final DirectSpellChecker spelling = new DirectSpellChecker();

    Peer(Path index, Options options) throws IOException {
      this.options = options;
      searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(index)));
      state = options.facets.isEmpty() && options.filters.isEmpty()
          ? null : new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader());
      highlighter = new UnifiedHighlighter(searcher, analyzer);
    }

    Query queryOf(String text) {
      QueryBuilder builder = new QueryBuilder(analyzer);
      Query query;
      if (text.startsWith("\"")) query = builder.createPhraseQuery(CONTENT, text);
      else if (text.endsWith("*")) {
        query = new PrefixQuery(new Term(CONTENT, text.substring(0, text.length() - 1)));
      } else query = builder.createBooleanQuery(CONTENT, text);
      return query == null ? new MatchNoDocsQuery("only stop words") : query;
    }

    long ask(String text) throws IOException {
      if (options.what.equals("related")) return related(text);
      if (options.what.equals("correct")) return search(queryOf(corrected(text)));
      return search(queryOf(text));
    }

    String corrected(String word) throws IOException {
      if (searcher.getIndexReader().docFreq(new Term(CONTENT, word)) > 0) return word;
      SuggestWord[] better = spelling.suggestSimilar(
          new Term(CONTENT, word), 1, searcher.getIndexReader());
      return better.length > 0 ? better[0].string : word;
    }

    long related(String id) throws IOException {
      int seed = searcher.search(new TermQuery(new Term(ID, id)), 1).scoreDocs[0].doc;
      MoreLikeThis likeThis = new MoreLikeThis(searcher.getIndexReader());
      likeThis.setAnalyzer(analyzer);
      likeThis.setFieldNames(new String[] {CONTENT});
      likeThis.setMinTermFreq(1);
      likeThis.setMinDocFreq(2);
      likeThis.setMaxQueryTerms(40);
      Query query = likeThis.like(seed);
      return show(searcher.search(query, options.limit + 1), query).scoreDocs.length;
    }

    long search(Query query) throws IOException {
      if (!options.filters.isEmpty() && !options.facets.isEmpty()) return sideways(query);
      Query narrowed = options.filters.isEmpty() ? query : narrowed(query);
      int wanted = options.offset + options.limit;
      if (options.facets.isEmpty()) {
        TopDocs found;
        if (options.total) {
          TopScoreDocCollector top = TopScoreDocCollector.create(wanted, Integer.MAX_VALUE);
          searcher.search(narrowed, top);
          found = top.topDocs();
        } else found = searcher.search(narrowed, wanted);
        return show(found, query).totalHits.value;
      }
      FacetsCollector matches = new FacetsCollector();
      TopScoreDocCollector top = TopScoreDocCollector.create(wanted, Integer.MAX_VALUE);
      searcher.search(narrowed, MultiCollector.wrap(top, matches));
      readFacets(new SortedSetDocValuesFacetCounts(state, matches));
      return show(top.topDocs(), query).totalHits.value;
    }

    Query narrowed(Query query) {
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      all.add(query, Occur.MUST);
      options.filters.forEach((facet, value) -> all.add(
          new TermQuery(DrillDownQuery.term("$facets", facet, value)), Occur.FILTER));
      return all.build();
    }

    long sideways(Query query) throws IOException {
      DrillDownQuery drill = new DrillDownQuery(facets, query);
      options.filters.forEach((facet, value) -> drill.add(facet, value));
      DrillSideways sideways = new DrillSideways(searcher, facets, state);
      DrillSideways.DrillSidewaysResult result =
          sideways.search(drill, options.offset + options.limit);
      readFacets(result.facets);
      return show(result.hits, query).totalHits.value;
    }

    void readFacets(Facets counts) throws IOException {
      for (String facet : options.facets) counts.getTopChildren(FACET_VALUES, facet);
    }

    TopDocs show(TopDocs found, Query query) throws IOException {
      for (int i = options.offset; i < found.scoreDocs.length; ++i) {
        if (options.ids) searcher.doc(found.scoreDocs[i].doc, Set.of(ID)).get(ID);
        else searcher.doc(found.scoreDocs[i].doc).get(TITLE);
      }
      if (!options.ids && !options.what.equals("related")) {
        highlighter.highlight(CONTENT, query, found, 1);
      }
      return found;
    }
  }

  private Map<String, Object> measure(Path index, Path queries, Options options)
      throws IOException {
    List<String> asked = Files.readAllLines(queries);
    long start = System.nanoTime();
    Peer peer = new Peer(index, options);
    peer.ask(asked.get(0));
    double cold = (System.nanoTime() - start) / 1e6;
    List<Map<String, Object>> results = new ArrayList<>();
    List<List<Double>> times = new ArrayList<>();
    for (String text : asked) {
      List<Double> own = new ArrayList<>();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("query", text);
      result.put("total", time(peer, text, own));
      result.put("ms", own);
      times.add(own);
      results.add(result);
    }
    // The compiler needs to see much before it compiles.
    long warmUntil = System.nanoTime() + (long) (options.warm * 1e9);
    while (System.nanoTime() < warmUntil) for (String text : asked) peer.ask(text);
    for (int round = 1; round < options.repeat; ++round) {
      for (int i = 0; i < asked.size(); ++i) time(peer, asked.get(i), times.get(i));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("cold_ms", cold);
    report.put("queries", results);
    return report;
  }

  private static long time(Peer peer, String text, List<Double> times) throws IOException {
    long start = System.nanoTime();
    long total = peer.ask(text);
    times.add((System.nanoTime() - start) / 1e6);
    return total;
  }

  // --- command line

  private static Options optionsOf(Map<String, List<String>> given) {
    Options options = new Options();
    given.forEach((name, values) -> {
      String value = values.get(0);
      switch (name) {
        case "--what": options.what = value; break;
        case "--facets": options.facets = List.of(value.split(",")); break;
        case "--limit": options.limit = Integer.parseInt(value); break;
        case "--offset": options.offset = Integer.parseInt(value); break;
        case "--repeat": options.repeat = Integer.parseInt(value); break;
        case "--warm": options.warm = Double.parseDouble(value); break;
        case "--ids": options.ids = value.equals("yes"); break;
        case "--total": options.total = value.equals("yes"); break;
        case "--filter":
          for (String filter : values) {
            options.filters.put(filter.split("=")[0], filter.split("=")[1]);
          }
          break;
        default: break;
      }
    });
    return options;
  }

  public static void main(String[] words) throws IOException {
    Locale.setDefault(Locale.ROOT);
    if (words[0].equals("version")) {
      System.out.println("Lucene " + Version.LATEST + ", Java " + System.getProperty("java.version"));
      return;
    }
    Map<String, List<String>> given = new HashMap<>();
    for (int i = 1; i + 1 < words.length; i += 2) {
      given.computeIfAbsent(words[i], name -> new ArrayList<>()).add(words[i + 1]);
    }
    BooleanQuery.setMaxClauseCount(Integer.MAX_VALUE);
    Path index = Path.of(given.get("--index").get(0));
    LuceneSpeed lucene = new LuceneSpeed();
    if (words[0].equals("build")) {
      lucene.build(Path.of(given.get("--documents").get(0)), index);
    } else {
      Path queries = Path.of(given.get("--queries").get(0));
      System.out.println(new GsonBuilder().create().toJson(
          lucene.measure(index, queries, optionsOf(given))));
    }
  }
}
