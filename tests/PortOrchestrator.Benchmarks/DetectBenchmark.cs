using System.Globalization;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Benchmarks;

/// <summary>The native program looking through a monorepo of five thousand files: for the first time, and once it knows them.</summary>
internal sealed class DetectBenchmark : IBenchmark
{
    private const int Packages = 60;
    private const int Files = 5_000;

    public string Name => "detect";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, []);
        var project = Path.Combine(workspace.Folder, "monorepo");
        var written = Write(project);
        // A cache is kept only where there is a state folder already.
        Directory.CreateDirectory(workspace.StateFolder);
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            var cache = Path.Combine(workspace.StateFolder, "detection");
            if (Directory.Exists(cache)) Directory.Delete(cache, recursive: true);
            cold.Add(await DetectAsync(workspace, project, cancellationToken));
            for (var i = 0; i < 3; i++) warm.Add(await DetectAsync(workspace, project, cancellationToken));
        }

        return
        [
            new Measurement($"`portorch init --dry-run` in a monorepo of {written} files, cold, whole process", Median.Of(cold), "ms"),
            new Measurement($"`portorch init --dry-run` in a monorepo of {written} files, warm, whole process", Median.Of(warm), "ms", 50),
        ];
    }

    private static async Task<double> DetectAsync(Workspace workspace, string project, CancellationToken cancellationToken)
    {
        var (elapsed, output) = await workspace.RunAsync(["init", "--dry-run", "--json", "--project", project, "-o", Path.Combine(project, "found.json")], cancellationToken);
        var services = JsonNode.Parse(output)!["services"]!.AsArray().Count;
        return services == Packages * 2 / 3 ? elapsed : throw new InvalidOperationException($"{services} services were found.");
    }

    // Two thirds of the packages are programs, the rest libraries without scripts, and each has folders of sources.
    private static int Write(string root)
    {
        var count = 0;
        Add("package.json", """{ "name": "mono", "workspaces": ["packages/*"], "scripts": { "dev": "turbo run dev" } }""");
        for (var i = 0; i < Packages; i++)
        {
            var scripts = (i % 3) switch { 0 => "\"dev\": \"vite\"", 1 => "\"dev\": \"tsx watch main.ts\"", _ => "\"test\": \"vitest\"" };
            var dependencies = string.Join(", ", Enumerable.Range(0, 40).Select(d => $"\"dependency-{d}\": \"1.{d}.0\""));
            var name = string.Create(CultureInfo.InvariantCulture, $"packages/package-{i}");
            Add(name + "/package.json", $$"""{ "name": "@mono/package-{{i}}", "scripts": { {{scripts}} }, "dependencies": { "fastify": "5", {{dependencies}} } }""");
            for (var f = 0; f < (Files / Packages) - 1; f++) Add($"{name}/src/part-{f % 6}/file-{f}.ts", "export {}\n");
        }

        while (count < Files) Add($"docs/page-{count}.md", "x\n");
        return count;

        void Add(string path, string text)
        {
            var full = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
            // As old as files usually are: what was written a moment ago is not remembered.
            File.SetLastWriteTimeUtc(full, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
            count++;
        }
    }
}
