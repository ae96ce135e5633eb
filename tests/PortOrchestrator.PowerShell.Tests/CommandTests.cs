using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using PortOrchestrator.Diagnostics;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>The cmdlets that need no supervisor, from a PowerShell session.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class CommandTests
{
    private const string TwoServices = """
        { "project_name": "shop", "services": [
          { "name": "api", "tier": 2, "start_command": "sleep 60" },
          { "name": "web", "tier": 3, "start_command": "sleep 60", "dependencies": ["api"] } ] }
        """;

    private Shell _shell = null!;

    [SetUp]
    public void SetUp() => _shell = new Shell();

    [TearDown]
    public void TearDown() => _shell.Dispose();

    [Test]
    public void Configuration_Valid_IsReadAndTested()
    {
        _shell.Write(".project-services.json", TwoServices);
        var configuration = (ProjectConfiguration)_shell.Run("Get-ProjectConfiguration").Output.Single().BaseObject;
        Assert.That(configuration.IsValid);
        Assert.That(configuration.Project, Is.EqualTo("shop"));
        Assert.That(configuration.Services.Select(s => s.Name), Is.EqualTo(new[] { "api", "web" }));
        Assert.That(_shell.Run("Test-ProjectConfiguration").Output.Single().BaseObject, Is.True);
        Assert.That(Directory.Exists(_shell.Home), Is.False, "reading a configuration created the state folder");
    }

    [Test]
    public void Configuration_Broken_CarriesPlacesAndTestsFalse()
    {
        var file = _shell.Write(".project-services.json", """{ "services": [ { "name": 7 } ] }""");
        var configuration = (ProjectConfiguration)_shell.Run("Get-ProjectConfiguration").Output.Single().BaseObject;
        Assert.That(configuration.IsValid, Is.False);
        Assert.That(configuration.Diagnostics.Select(d => d.Location?.File), Does.Contain(file));
        Assert.That(_shell.Run("Test-ProjectConfiguration").Output.Single().BaseObject, Is.False);
    }

    [Test]
    public void Start_ConfigurationBroken_EndsWithEveryFinding()
    {
        _shell.Write(".project-services.json", """{ "services": [ { "name": 7 }, { "start_command": "x" } ] }""");
        var error = _shell.Run("Start-ProjectServices").Terminating;
        Assert.That(error?.FullyQualifiedErrorId, Does.StartWith("InvalidConfiguration,"));
        Assert.That(error?.CategoryInfo.Category, Is.EqualTo(ErrorCategory.InvalidData));
        Assert.That($"{error?.TargetObject}", Does.EndWith(".project-services.json"));
        Assert.That(error?.ToString(), Does.Match(@"\.project-services\.json:1:\d+"));
        Assert.That(error?.ErrorDetails.RecommendedAction, Is.Not.Empty);
    }

    [Test]
    public void Start_NoConfiguration_SaysWhereItLooked()
    {
        var error = _shell.Run("Start-ProjectServices").Terminating;
        Assert.That(error?.FullyQualifiedErrorId, Does.StartWith("ConfigurationNotFound,"));
        Assert.That(error?.ToString(), Does.Contain(_shell.Project));
    }

    [Test]
    public void Start_WhatIf_NamesTheServicesInOrderAndChangesNothing()
    {
        _shell.Write(".project-services.json", TwoServices);
        foreach (var script in new[] { "Start-ProjectServices -WhatIf", "Start-ProjectService web -WhatIf", "Restart-ProjectService api -WhatIf", "Stop-ProjectServices -WhatIf", "New-PortAllocation x -WhatIf", "Clear-PortAllocation -WhatIf" })
        {
            var result = _shell.Run(script);
            Assert.That(result.Terminating, Is.Null, script);
            Assert.That(result.Errors, Is.Empty, script);
            Assert.That(result.Output, Is.Empty, script);
            Assert.That(Directory.Exists(_shell.Home), Is.False, $"{script} created the state folder");
        }
    }

    [Test]
    public void Graph_Project_InStartOrder()
    {
        _shell.Write(".project-services.json", TwoServices);
        var nodes = _shell.Run("Get-ProjectServiceGraph").Output.Select(o => (ServiceGraphNode)o.BaseObject).ToList();
        Assert.That(nodes.Select(n => n.Name), Is.EqualTo(new[] { "api", "web" }));
        Assert.That(nodes[1].DependsOn, Is.EqualTo(new[] { "api" }));
        Assert.That(_shell.Run("Get-ProjectServiceGraph -Tier 0-2").Output.Select(o => ((ServiceGraphNode)o.BaseObject).Name), Is.EqualTo(new[] { "api" }));
    }

    [TestCase("Get-ProjectService nope")]
    [TestCase("Start-ProjectService nope")]
    [TestCase("Stop-ProjectService nope")]
    [TestCase("Start-ProjectServices nope")]
    [TestCase("Get-ProjectServiceGraph nope")]
    public void Name_LiteralThatDoesNotExist_IsAnErrorAboutIt(string script)
    {
        _shell.Write(".project-services.json", TwoServices);
        var result = _shell.Run(script);
        Assert.That(result.Terminating, Is.Null);
        var error = result.Errors.Single();
        Assert.That(error.FullyQualifiedErrorId, Does.StartWith("ServiceNotFound,"));
        Assert.That(error.CategoryInfo.Category, Is.EqualTo(ErrorCategory.ObjectNotFound));
        Assert.That(error.TargetObject, Is.EqualTo("nope"));
        Assert.That(_shell.Run(script + "*").Errors, Is.Empty, "a wildcard may match nothing");
    }

    [Test]
    public void Name_Wildcard_IgnoresCase()
    {
        _shell.Write(".project-services.json", TwoServices);
        Assert.That(_shell.Run("Get-ProjectService W*").Output.Select(o => ((ServiceSnapshot)o.BaseObject).Name), Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public void Path_OfAnotherFolderAndWildcard_IsResolvedFromTheLocation()
    {
        _shell.Write("one/.project-services.json", TwoServices);
        _shell.Write("two/.project-services.json", TwoServices);
        Assert.That(_shell.Run("Test-ProjectConfiguration -LiteralPath one").Output.Single().BaseObject, Is.True);
        Assert.That(_shell.Run("Test-ProjectConfiguration -Path *").Output, Has.Count.EqualTo(2));
        Assert.That(_shell.Run("Get-ProjectConfiguration -File one/.project-services.json").Output, Has.Count.EqualTo(1));
        Assert.That(Environment.CurrentDirectory, Is.Not.EqualTo(_shell.Project));
    }

    [Test]
    public void Allocation_MadeListedPipedRemoved_RoundTrip()
    {
        var made = (PortAllocation)_shell.Run("New-PortAllocation api -Range 21000-21099").Output.Single().BaseObject;
        Assert.That(made.Port, Is.InRange(21000, 21099));
        Assert.That(((PortAllocation)_shell.Run("New-PortAllocation api").Output.Single().BaseObject).Port, Is.EqualTo(made.Port), "an allocation is sticky");
        Assert.That(_shell.Run("(Get-PortAllocation a*).Port").Output.Single().BaseObject, Is.EqualTo(made.Port));
        Assert.That(_shell.Run("Test-PortAvailable $args[0]", made.Port).Output.Single().BaseObject, Is.False);
        Assert.That(_shell.Run("Get-PortOwner $args[0]", made.Port).Output, Has.Count.EqualTo(1));
        _shell.Run("Get-PortAllocation | Remove-PortAllocation -WhatIf");
        Assert.That(_shell.Run("Get-PortAllocation").Output, Has.Count.EqualTo(1));
        Assert.That(_shell.Run("Get-PortAllocation | Remove-PortAllocation -PassThru").Output, Has.Count.EqualTo(1));
        Assert.That(_shell.Run("Get-PortAllocation").Output, Is.Empty);
    }

    [Test]
    public void Export_PowerShell_SetsTheVariablesOfTheSession()
    {
        _shell.Run("$null = New-PortAllocation api -Project \"it's \u2018my\u2019 `$shop\"");
        var port = ((PortAllocation)_shell.Run("Get-PortAllocation").Output.Single().BaseObject).Port;
        try
        {
            var result = _shell.Run(
                "$text = (Export-PortAllocation -Project \"it's \u2018my\u2019 `$shop\") -join \"`n\"; . ([scriptblock]::Create($text)); $env:PORTORCH_PROJECT; $env:API_PORT");
            Assert.That(result.Output.Select(o => $"{o}"), Is.EqualTo(new[] { "it's \u2018my\u2019 $shop", $"{port}" }), $"{result.Terminating}");
        }
        finally
        {
            foreach (var name in new[] { "PORTORCH_PROJECT", "PORTORCH_CHECKOUT", "API_PORT", "API_HOST" }) Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Test]
    public void Export_Path_IsWrittenWhereTheSessionIsUnlessWhatIf()
    {
        var port = ((PortAllocation)_shell.Run("New-PortAllocation api").Output.Single().BaseObject).Port;
        var file = Path.Combine(_shell.Project, "ports.env");
        Assert.That(_shell.Run("Export-PortAllocation DotEnv ports.env -WhatIf").Output, Is.Empty);
        Assert.That(File.Exists(file), Is.False);
        Assert.That(_shell.Run("Export-PortAllocation DotEnv ports.env").Output, Is.Empty);
        Assert.That(File.ReadAllLines(file), Does.Contain($"API_PORT={port}"));
    }

    [Test]
    public void Export_TwoServicesWithOneVariable_IsAnError()
    {
        _shell.Run("$null = New-PortAllocation a-b; $null = New-PortAllocation a.b");
        Assert.That(_shell.Run("Export-PortAllocation").Terminating?.FullyQualifiedErrorId, Does.StartWith("InvalidArgument,"));
    }

    [Test]
    public void Allocation_BlockAndLease_AreInARowAndBoundToTheProcess()
    {
        var result = _shell.Run("New-PortAllocation shard -BlockSize 3 -Lease -Verbose");
        var made = result.Output.Select(o => (PortAllocation)o.BaseObject).ToList();
        Assert.That(made.Select(a => a.Name), Is.EqualTo(new[] { "0", "1", "2" }), $"{result.Terminating}");
        Assert.That(made.Select(a => a.Port - made[0].Port), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(made, Is.All.Property("Persistence").EqualTo(PortPersistence.Lease).And.Property("OwnerPid").EqualTo(Environment.ProcessId));
        Assert.That(result.Verbose, Has.Some.EqualTo($"{made[0].Port}: given as port '0'"));
    }

    [TestCase("New-PortAllocation x -TimeToLive 0:1")]
    [TestCase("New-PortAllocation x -Lease -TimeToLive 0")]
    [TestCase("New-PortAllocation x -Ephemeral -BlockSize 2")]
    public void Allocation_ContradictoryLease_IsAnError(string script) =>
        Assert.That(_shell.Run(script).Terminating?.FullyQualifiedErrorId, Does.StartWith("InvalidArgument,"));

    [Test]
    public void Allocation_ExactPortTaken_NamesTheHolder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = _shell.Run("New-PortAllocation api -Exact $args[0]", port).Errors.Single();
        Assert.That(error.FullyQualifiedErrorId, Does.StartWith("PortConflict,"));
        Assert.That(error.CategoryInfo.Category, Is.EqualTo(ErrorCategory.ResourceBusy));
        Assert.That(error.TargetObject, Is.EqualTo(port));
        Assert.That(error.ToString(), Does.Contain($"{port}").And.Contain($"{Environment.ProcessId}"));
        Assert.That(_shell.Run("Test-PortAvailable $args[0]", port).Output.Single().BaseObject, Is.False);
    }

    [TestCase("Test-PortAvailable 0")]
    [TestCase("Test-PortAvailable 70000")]
    [TestCase("New-PortAllocation x -Exact 70000")]
    [TestCase("New-PortAllocation x -Prefer 1 -Exact 2")]
    [TestCase("Start-ProjectServices -Tier 4")]
    [TestCase("Start-ProjectServices -Tier 0,2")]
    [TestCase("Wait-ProjectService -Timeout -1")]
    [TestCase("Wait-ProjectService -Timeout soon")]
    [TestCase("Get-ProjectService -Project a -Path b")]
    [TestCase("New-PortAllocation x -Range 9-8")]
    public void Argument_Impossible_IsRefused(string script)
    {
        var result = _shell.Run(script);
        Assert.That(result.Terminating, Is.Not.Null);
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    public void State_FolderIsAFile_EndsTheCommandAndNamesIt()
    {
        File.WriteAllText(_shell.Home, "");
        var error = _shell.Run("New-PortAllocation api").Terminating;
        Assert.That(error?.FullyQualifiedErrorId, Does.StartWith("StateUnavailable,").Or.StartWith("RegistryUnavailable,"));
        Assert.That(error?.ToString(), Does.Contain(_shell.Home));
        Assert.That(error?.ToString(), Does.Not.Contain("   at "));
        Assert.That(error?.ErrorDetails.RecommendedAction, Is.Not.Empty);
        File.Delete(_shell.Home);
    }

    [Test]
    public void Diagnostic_FreshMachine_ChangesNothing()
    {
        var findings = _shell.Run("Get-PortOrchestratorDiagnostic");
        Assert.That(findings.Terminating, Is.Null);
        Assert.That(findings.Output.Select(o => o.BaseObject), Is.Not.Empty.And.All.InstanceOf<InstallationFinding>());
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    [Platform("Linux")]
    public void AllocationAndDiagnostic_StrangerOnAPort_IsNamed()
    {
        var port = ((PortAllocation)_shell.Run("New-PortAllocation api").Output.Single().BaseObject).Port;
        using var stranger = new TcpListener(IPAddress.Loopback, port);
        stranger.Start();

        var listed = _shell.Run("Get-PortAllocation api");
        var finding = (InstallationFinding)_shell.Run("Get-PortOrchestratorDiagnostic | Where-Object Holder").Output.Single().BaseObject;

        var allocation = (PortAllocation)listed.Output.Single().BaseObject;
        Assert.That((allocation.Socket, allocation.Conflict!.Pid), Is.EqualTo(((PortSocketState?)PortSocketState.Taken, (int?)Environment.ProcessId)));
        Assert.That(listed.Warnings.Single(), Does.Contain($"port {port} belongs to service 'api'").And.Contain($"pid {Environment.ProcessId}"));
        Assert.That((finding.Severity, finding.Holder!.Pid), Is.EqualTo((DiagnosticSeverity.Warning, (int?)Environment.ProcessId)));
    }

    [Test]
    public void Completion_Service_OffersTheConfiguredNames()
    {
        _shell.Write(".project-services.json", TwoServices);
        Assert.That(() => Complete("Start-ProjectServices -Service "), Is.EqualTo(new[] { "api", "web" }).After(20_000, 100));
        Assert.That(() => Complete("Stop-ProjectService W"), Is.EqualTo(new[] { "web" }).After(20_000, 100));
        Assert.That(() => Complete("Stop-ProjectService 'a"), Is.EqualTo(new[] { "'api'" }).After(20_000, 100));
        Assert.That(() => Complete("Stop-ProjectService *e*"), Is.EqualTo(new[] { "web" }).After(20_000, 100));
        Assert.That(Complete("Get-ProjectService -Path ./nowhere -Name a"), Is.Empty);
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    public void Completion_Signal_OffersNamesAsTheyAreBegun()
    {
        Assert.That(Complete("Send-ProjectServiceSignal web -Signal us"), Is.EqualTo(new[] { "USR1", "USR2" }));
        Assert.That(Complete("Send-ProjectServiceSignal web SIGT"), Is.EqualTo(new[] { "SIGTERM" }));
    }

    [Test]
    public void Completion_Port_OffersTheAllocatedOnes()
    {
        var made = (PortAllocation)_shell.Run("New-PortAllocation api").Output.Single().BaseObject;
        Assert.That(() => Complete("Get-PortOwner -Port "), Is.EqualTo(new[] { $"{made.Port}" }).After(20_000, 100));
        Assert.That(() => Complete("Remove-PortAllocation -Service "), Is.EqualTo(new[] { "api" }).After(20_000, 100));
    }

    [Test]
    public void Completion_Project_QuotesWhatNeedsIt()
    {
        Assert.That(Complete("Get-ProjectService -Project "), Is.Empty);
        Assert.That(Directory.Exists(_shell.Home), Is.False, "completing created the state folder");
        Assert.That(_shell.Run("New-PortAllocation api -Project 'my shop'").Errors, Is.Empty);
        Assert.That(() => Complete("Get-ProjectService -Project M"), Is.EqualTo(new[] { "'my shop'" }).After(20_000, 100));
    }

    [Test]
    public void WhatIf_RegistryExists_NotAByteChanges()
    {
        _shell.Write(".project-services.json", TwoServices);
        _shell.Run("$null = New-PortAllocation api; $null = New-PortAllocation other");
        var before = Fingerprint();
        foreach (var script in new[]
        {
            "Start-ProjectServices -WhatIf", "Start-ProjectService web -WhatIf", "Stop-ProjectServices -WhatIf", "Restart-ProjectService api -WhatIf",
            "New-PortAllocation third -WhatIf", "Get-PortAllocation | Remove-PortAllocation -WhatIf", "Remove-PortAllocation api -WhatIf", "Clear-PortAllocation -WhatIf",
        })
        {
            var result = _shell.Run(script);
            Assert.That(result.Terminating, Is.Null, script);
            Assert.That(result.Errors, Is.Empty, script);
            Assert.That(Fingerprint(), Is.EqualTo(before), script);
        }
    }

    [Test]
    public void Path_OnADriveOfPowerShell_IsResolved()
    {
        _shell.Write("one/.project-services.json", TwoServices);
        _shell.Run(
            """
            $state = $ExecutionContext.SessionState
            $null = $state.Drive.New([Management.Automation.PSDriveInfo]::new('Shop', $state.Provider.GetOne('FileSystem'), $args[0], '', $null), 'global')
            """,
            _shell.Project);
        Assert.That(_shell.Run("Test-ProjectConfiguration -LiteralPath Shop:/one").Output.Single().BaseObject, Is.True);
        Assert.That(_shell.Run("$null = $ExecutionContext.SessionState.Path.SetLocation('Shop:/one'); (Get-ProjectConfiguration).ProjectPath").Output.Single().BaseObject, Is.EqualTo(Path.Combine(_shell.Project, "one")));
    }

    private string Fingerprint() => string.Join(
        '\n',
        Directory.GetFiles(_shell.Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"));

    private List<string> Complete(string text)
    {
        using var shell = _shell.Create();
        return [.. CommandCompletion.CompleteInput(text, text.Length, null, shell).CompletionMatches.Where(m => m.ResultType == CompletionResultType.ParameterValue).Select(m => m.CompletionText)];
    }
}
