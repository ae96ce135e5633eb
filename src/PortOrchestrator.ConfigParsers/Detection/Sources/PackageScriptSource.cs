using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The script of a <c>package.json</c> that develops or serves the package.</summary>
internal sealed class PackageScriptSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File("package.json") is not { } package || PackageScript.Of(package) is not { } script) return [];
        var framework = Frameworks.OfProgram(script.Program) ?? OfDependencies(package, script);
        var manager = PackageManager.Of(folder);
        var finding = new Finding
        {
            Authority = Authority.PackageScript,
            Folder = folder.Path,
            Role = framework?.Role ?? Finding.Application,
            Name = package.Text("name") ?? folder.Name,
            Command = manager.Run(script.Key, null),
            Environment = framework?.Environment ?? new Dictionary<string, string>(),
            Confidence = DetectionConfidence.Script,
            Evidence = package.Evidence("scripts/" + script.Key),
            FansOut = script.FansOut,
        };
        finding = WithPort(finding, script, framework, manager);
        if (Workspaces.WhyNot(folder) is { } outside) return [finding with { Confidence = DetectionConfidence.Guess, Reason = outside }];
        return [framework is null && Frameworks.Builders.Contains(script.Program) ? finding with { Confidence = DetectionConfidence.Guess, Reason = "it compiles or checks, and serves nothing" } : finding];
    }

    private static Framework? OfDependencies(FileFacts package, PackageScript script)
    {
        if (Frameworks.Builders.Contains(script.Program) || script.FansOut) return null;
        return Frameworks.All.FirstOrDefault(f => package.Has("dependencies/" + f.Package) || package.Has("devDependencies/" + f.Package));
    }

    private static Finding WithPort(Finding finding, PackageScript script, Framework? framework, PackageManager manager)
    {
        var written = WrittenPort.In(script.Text);
        if (framework is null && (written is null || script.FansOut)) return finding;
        var isProgram = framework?.Programs.Contains(script.Program) == true;
        var number = written?.Number ?? framework?.Port;
        var (command, injection) = (finding.Command, (string?)null);
        if (written is { IsVariable: false } && script.IsSimple)
        {
            // The script fixes its port; what it runs is run without it.
            (command, injection) = (Executed(script, written, manager), "argument");
        }
        else if (written is { IsVariable: true })
        {
            injection = "PORT";
        }
        else if (written is null && framework is { Arguments: null })
        {
            injection = "PORT";
        }
        else if (written is null && framework is { Arguments: { } arguments } && isProgram && script.TakesArguments)
        {
            (command, injection) = (manager.Run(script.Key, Placeholder.Of(arguments)), framework.Injection);
        }

        return finding with
        {
            Command = command,
            Ports = [new FoundPort(number, injection)],
            Health = "http://localhost:" + Placeholder.Port,
        };
    }

    private static string Executed(PackageScript script, WrittenPort written, PackageManager manager)
    {
        var text = written.Open(script.Text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(words, w => w == script.Program || w.EndsWith("/" + script.Program, StringComparison.Ordinal));
        var isOfPackages = first >= 0 && !IsSystemProgram(script.Program) && !words[..first].Any(w => w is "npx" or "bunx" or "exec");
        // PORT=3001 before the program is what the service is given anyway.
        var variables = words[..Math.Max(first, 0)].Where(w => !w.StartsWith("PORT=", StringComparison.Ordinal) && w is not ("cross-env" or "env"));
        return string.Join(' ', [.. variables, .. isOfPackages ? manager.Execute.Split(' ') : [], .. words[Math.Max(first, 0)..]]);
    }

    private static bool IsSystemProgram(string program) => program is "node" or "deno" or "bun" or "sh" or "bash" or "python" or "python3" or "php" or "ruby" or "npm" or "pnpm" or "yarn";
}
