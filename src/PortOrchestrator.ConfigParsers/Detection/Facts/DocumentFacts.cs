using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Takes facts out of JSON and YAML. Of what is no such document the mistake is all there is.</summary>
internal sealed class DocumentFacts
{
    private readonly KeySelection _selection;
    private readonly FactList _facts;
    private readonly List<string> _key = [];

    private DocumentFacts(KeySelection selection, FactList facts) => (_selection, _facts) = (selection, facts);

    public static void Read(string path, byte[] bytes, IReadOnlyList<string> select, FactList facts)
    {
        var findings = new DiagnosticBag();
        if (DocumentReader.Parse(path, bytes, findings) is { } root) new DocumentFacts(new KeySelection(select), facts).Take(root, root.Place.Line);
        else if (findings.InOrderOf([path]).FirstOrDefault(d => d.Code != DiagnosticCodes.FileEmpty) is { } first) facts.Add(Fact.Mistake, first.Message, first.Location?.Line ?? 0);
    }

    // A map is where its key is, which people look for, and not where its first entry is.
    private void Take(DocumentNode node, int line)
    {
        if (!_selection.Enters(_key) || _facts.IsFull) return;
        var isTaken = _key.Count > 0 && _selection.Takes(_key);
        switch (node)
        {
            case ScalarNode scalar:
                if (isTaken) Add(scalar.Kind == ScalarKind.Null ? "" : scalar.Text, line);
                break;
            case MapNode map:
                if (isTaken) Add("", line);
                foreach (var entry in map.Entries) Below(entry.Key, entry.Value, entry.KeyPlace.Line);
                break;
            case SequenceNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (list.Items[i] is not ScalarNode item) Below(FormattableString.Invariant($"#{i}"), list.Items[i], list.Items[i].Place.Line);
                    else if (isTaken) Add(item.Kind == ScalarKind.Null ? "" : item.Text, item.Place.Line);
                }

                break;
        }
    }

    private void Below(string part, DocumentNode node, int line)
    {
        // A part that has the mark of the next one would be read as two.
        if (part.Contains('/', StringComparison.Ordinal) && !_selection.Takes([.. _key, part])) return;
        _key.Add(part);
        Take(node, line);
        _key.RemoveAt(_key.Count - 1);
    }

    private void Add(string value, int line) => _facts.Add(string.Join('/', _key), value, line);
}
