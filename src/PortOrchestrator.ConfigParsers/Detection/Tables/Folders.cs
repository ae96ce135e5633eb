using System.Collections.Immutable;

namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>Which folders are entered.</summary>
internal static class Folders
{
    /// <summary>Other people's code, what a build wrote, and what is only there for tests.</summary>
    public static readonly IReadOnlySet<string> Skipped = new HashSet<string>(StringComparer.Ordinal)
    {
        "node_modules", "bower_components", "vendor", "venv", "virtualenv", "site-packages", "__pycache__", "Pods",
        "bin", "obj", "target", "dist", "build", "out", "output", "coverage", "artifacts", "_build", "deps", "tmp", "temp", "logs",
        "testdata", "TestData", "fixtures", "__fixtures__", "__tests__", "__mocks__",
    };

    /// <summary>Folders whose files belong to the folder above; they count for no depth, and those with a dot are entered in spite of it.</summary>
    public static readonly IReadOnlySet<string> Auxiliary = new HashSet<string>(StringComparer.Ordinal)
    {
        ".claude", ".vscode", ".devcontainer", "Properties",
    };

    /// <summary>Folders whose packages show how something is used or tested; what they have is not what the project runs.</summary>
    public static readonly ImmutableArray<string> Samples = ["examples", "example", "samples", "sample", "templates", "template", "e2e", "test", "tests", "benchmarks"];
}
