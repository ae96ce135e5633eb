using System.Globalization;
using System.Runtime.InteropServices;

namespace PortOrchestrator.Benchmarks;

internal sealed record Options
{
    public const string Usage =
        """
        Measures portorch and the port registry and prints a Markdown table.

          --only NAMES       a comma-separated choice of the names in docs/benchmarks.md (default: all)
          --runs N           how often each figure is taken; the median counts (default: 5)
          --portorch PATH    the native program (default: artifacts/bin/RID/portorch)
          --check            end with exit code 1 when a figure misses its limit
          --help

        """;

    private static readonly string Repository = FindRepository();

    public IReadOnlyList<string> Only { get; init; } = [];

    public int Runs { get; init; } = 5;

    public string Portorch { get; init; } = Path.Combine(Repository, "artifacts", "bin", RuntimeInformation.RuntimeIdentifier, "portorch");

    public bool Check { get; init; }

    /// <summary>What is deleted at the end.</summary>
    public Leftovers Leftovers { get; } = new();

    public bool Help { get; init; }

    /// <summary>A native program, since what is measured is what portorch adds: a service that takes the processors for its own start would hide it.</summary>
    public static string TestService { get; } = Path.Combine(Repository, "artifacts", "bin", "testservice", "testservice");

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--only" => options with { Only = Value().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
                "--runs" => options with { Runs = int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : throw new FormatException("--runs needs a number above 0.") },
                "--portorch" => options with { Portorch = Path.GetFullPath(Value()) },
                "--check" => options with { Check = true },
                "--help" or "-h" => options with { Help = true },
                var unknown => throw new FormatException($"Unknown option '{unknown}'."),
            };

            string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{args[^1]} needs a value.");
        }

        if (!options.Help && !File.Exists(options.Portorch))
            throw new FormatException($"There is no '{options.Portorch}'. Publish it first (see docs/benchmarks.md), or name it with --portorch.");
        if (!options.Help && !File.Exists(TestService))
            throw new FormatException($"There is no '{TestService}'. Publish it first (see docs/benchmarks.md).");
        return options;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PortOrchestrator.sln"))) return folder.FullName;
        throw new InvalidOperationException("Run the benchmarks from a build inside the repository.");
    }
}
