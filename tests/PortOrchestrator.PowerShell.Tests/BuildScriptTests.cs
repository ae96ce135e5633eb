using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Tests;

[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class BuildScriptTests
{
    private static readonly string Script = Path.Combine(ModuleLayout.RepositoryRoot, "build.ps1");

    [Test]
    public void Clean_CopiedTree_RemovesOutputsAndNothingElse()
    {
        using var shell = new Shell(import: false);
        var script = shell.Write("tree/build.ps1", File.ReadAllText(Script));
        var kept = new[] { shell.Write("tree/src/A/A.csproj", "<Project />"), shell.Write("tree/docs/bin/notes.md", "kept"), shell.Write("tree/src/A/Object.cs", "//") };
        var removed = new[] { shell.Write("tree/artifacts/x/y.dll", ""), shell.Write("tree/src/A/bin/A.dll", ""), shell.Write("tree/src/A/obj/z.json", "") };
        var result = shell.Run("& $args[0] -Task Clean", script);
        Assert.That(result.Terminating, Is.Null);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(kept.All(File.Exists));
        Assert.That(removed.Any(File.Exists), Is.False);
    }

    [Test]
    public void AnyTask_CommandFails_StopsAndNamesTheCommand()
    {
        using var shell = new Shell(import: false);
        var script = shell.Write("tree/build.ps1", File.ReadAllText(Script));
        var marker = shell.Write("tree/artifacts/x.txt", "");
        var result = shell.Run("& $args[0] -Task Build, Clean", script);
        Assert.That(result.Terminating?.Exception.Message, Does.Match("'dotnet build .*PortOrchestrator.sln.*' failed with exit code 1"));
        Assert.That(File.Exists(marker), "a later task ran although an earlier one had failed");
    }

    [Test]
    public void Tasks_Always_AreTheDocumentedOnes()
    {
        var ast = Parser.ParseFile(Script, out _, out var errors);
        Assert.That(errors, Is.Empty);
        var task = ast.ParamBlock.Parameters.Single(p => p.Name.VariablePath.UserPath == "Task");
        var allowed = task.Attributes.OfType<AttributeAst>().Single(a => a.TypeName.Name == "ValidateSet").PositionalArguments.Select(a => (string)a.SafeGetValue());
        var written = ((HashtableAst)ast.Find(a => a is HashtableAst, true)).KeyValuePairs.Select(p => p.Item1.ToString()).ToList();
        Assert.That(written, Is.SupersetOf(new[] { "Build", "Test", "Pack", "Module", "Publish", "Bench", "Clean" }));
        Assert.That(allowed, Is.EquivalentTo(written));
    }

    [Test]
    public void Task_Unknown_IsRefused()
    {
        using var shell = new Shell(import: false);
        Assert.That(shell.Run("& $args[0] -Task Fly", Script).Terminating?.FullyQualifiedErrorId, Does.Contain("ParameterArgumentValidationError"));
    }
}
