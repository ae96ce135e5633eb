namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>A file that may be evidence, and what is taken from it. Immutable.</summary>
/// <param name="Name">The file's name; one <c>*</c> stands for any text, and a folder may stand before it.</param>
/// <param name="Format">How it is read.</param>
internal sealed record RecognisedFile(string Name, FactFormat Format)
{
    /// <summary>The keys that are taken of a document: <c>*</c> for any one part, <c>**</c> at the end for everything below.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>The words that are looked for in a text; each is a fact with its own name.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public IReadOnlyList<TextCapture> Captures { get; init; } = [];

    /// <summary>What a line begins with that is not looked at.</summary>
    public string? Comment { get; init; }

    public string FileName { get; } = Name[(Name.LastIndexOf('/') + 1)..];

    public bool IsPattern => FileName.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a file is meant.</summary>
    /// <param name="folder">The folder of the file, from the root.</param>
    /// <param name="name">Its name.</param>
    public bool IsMatch(string folder, string name)
    {
        if (FileName.Length < Name.Length)
        {
            var parent = Name[..(Name.Length - FileName.Length - 1)];
            if (folder != parent && !folder.EndsWith("/" + parent, StringComparison.Ordinal)) return false;
        }

        var star = FileName.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return name == FileName;
        return name.Length >= FileName.Length - 1 && name.AsSpan().StartsWith(FileName.AsSpan(0, star)) && name.AsSpan().EndsWith(FileName.AsSpan(star + 1));
    }
}
