namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>How a file is read.</summary>
internal enum FactFormat
{
    /// <summary>JSON or YAML.</summary>
    Document,

    Toml,

    /// <summary>Words, and what stands between two marks.</summary>
    Text,

    /// <summary>A name, a colon and a command on each line.</summary>
    Procfile,

    /// <summary>The recipes of a Makefile or justfile, those that are asked for.</summary>
    Recipes,

    /// <summary>That the file is there is all that matters.</summary>
    Presence,
}
