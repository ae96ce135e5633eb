namespace PortOrchestrator.PowerShell.Tests;

/// <summary>What may be started unasked, through the cmdlets.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
internal sealed class TrustTests
{
    private Shell _shell = null!;

    [SetUp]
    public void SetUp()
    {
        _shell = new Shell();
        _shell.Write(".project-services.json", """{ "services": [{ "name": "web", "start_command": "npm run dev" }] }""");
    }

    [TearDown]
    public void TearDown() => _shell.Dispose();

    [Test]
    public void Approve_WhatIf_TellsTheCommandsAndWritesNothing()
    {
        var run = _shell.Run("Approve-ProjectConfiguration -WhatIf -Verbose -PassThru");

        Assert.That(run.Verbose, Has.Some.Contains("npm run dev"));
        Assert.That(run.Output, Is.Empty);
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    public void Approve_ThenRevokeByThePipeline_IsListedMeanwhile()
    {
        var approved = _shell.Run("(Approve-ProjectConfiguration -PassThru).Reason; Approve-ProjectConfiguration; (Get-ProjectApproval).Root");
        var revoked = _shell.Run("(Get-ProjectApproval | Revoke-ProjectConfiguration -PassThru).Name; @(Get-ProjectApproval).Count");

        Assert.That(approved.Output.Select(o => $"{o}"), Is.EqualTo(new[] { "Approved", _shell.Project }));
        Assert.That(revoked.Output.Select(o => $"{o}"), Is.EqualTo(new[] { "project", "0" }));
    }

    [Test]
    public void Approve_Under_TrustsTheFolderUntilItIsTakenBack()
    {
        var run = _shell.Run(
            "(Approve-ProjectConfiguration -Under .. -PassThru).Path; "
            + "(Get-ProjectApproval -Folder).Path; Revoke-ProjectConfiguration -Under ..; @(Get-ProjectApproval -Folder).Count");
        var warned = _shell.Run("Approve-ProjectConfiguration -Under ..; Revoke-ProjectConfiguration");

        Assert.That(run.Output.Select(o => $"{o}"), Is.EqualTo(new[] { _shell.Temp, _shell.Temp, "0" }));
        Assert.That(warned.Warnings.Single(), Does.Contain("below"));
    }

    [Test]
    public void Approve_NoConfiguration_IsAnErrorWithItsId()
    {
        File.Delete(Path.Combine(_shell.Project, ".project-services.json"));

        Assert.That(_shell.Run("Approve-ProjectConfiguration").Terminating!.FullyQualifiedErrorId, Does.StartWith("ConfigurationNotFound"));
    }
}
