using System.Text;

namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Reads files into facts. A file that cannot be read, or is not what its name says, says nothing.</summary>
internal static class FactReader
{
    public const long LongestFile = 1024 * 1024;

    /// <summary>The facts of a file; null when it could not be read, so that another try may do better.</summary>
    public static IReadOnlyList<Fact>? Read(string path, RecognisedFile kind)
    {
        if (kind.Format == FactFormat.Presence) return [];
        try
        {
            return Parse(path, File.ReadAllBytes(path), kind);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    public static IReadOnlyList<Fact> Parse(string path, byte[] bytes, RecognisedFile kind)
    {
        var facts = new FactList();
        switch (kind.Format)
        {
            case FactFormat.Document: DocumentFacts.Read(path, bytes, kind.Select, facts); break;
            case FactFormat.Toml: TomlFacts.Read(Text(bytes), kind.Select, facts); break;
            case FactFormat.Text: TextFacts.Read(Text(bytes), kind, facts); break;
            case FactFormat.Recipes: TextFacts.ReadRecipes(Text(bytes), kind.Words, facts); break;
            case FactFormat.Procfile: TextFacts.ReadProcfile(Text(bytes), facts); break;
        }

        return facts.Items;
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
}
