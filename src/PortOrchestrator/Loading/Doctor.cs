using System.Globalization;
using PortOrchestrator.Supervision;

namespace PortOrchestrator.Loading;

/// <summary>Looks at everything the program relies on, and at who listens on the ports.</summary>
internal sealed class Doctor(Surroundings surroundings)
{
    private const string Ports = "port registry";

    private readonly List<DoctorFinding> _findings = [];

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        ExamineHome();
        ExamineProgram();
        await ExamineSettingsAsync(cancellationToken).ConfigureAwait(false);
        await ExamineRegistryAsync(cancellationToken).ConfigureAwait(false);
        await ExamineEnginesAsync(cancellationToken).ConfigureAwait(false);
        return _findings;
    }

    private void ExamineHome()
    {
        var home = surroundings.Paths.Home;
        if (!Directory.Exists(home))
        {
            Add("state folder", DiagnosticSeverity.Information, $"'{home}' does not exist yet; the first start creates it");
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(home);
            const UnixFileMode others = (UnixFileMode)0b000_111_111;
            if ((mode & others) != 0)
            {
                Add("state folder", DiagnosticSeverity.Warning, $"'{home}' is open to other users (mode {Octal(mode)})", $"chmod 700 '{home}'");
                return;
            }
        }

        Add("state folder", DiagnosticSeverity.Information, $"'{home}'");
    }

    private void ExamineProgram()
    {
        try
        {
            var program = ProgramLocator.Locate(surroundings.Options.ProgramPath);
            Add("supervisor program", DiagnosticSeverity.Information, string.Join(' ', program));
        }
        catch (PortOrchestratorException e)
        {
            Add("supervisor program", DiagnosticSeverity.Error, e.Message);
        }
    }

    private async Task ExamineSettingsAsync(CancellationToken cancellationToken)
    {
        var result = await surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var finding in result.Diagnostics)
        {
            var place = finding.Location is { Line: > 0 } at ? string.Create(CultureInfo.InvariantCulture, $"{at.File}:{at.Line}:{at.Column}") : result.File;
            Add("settings", finding.Severity, $"{place}: {finding.Message} ({finding.Code})", finding.Hint);
        }

        if (result.Diagnostics.Count > 0) return;
        Add("settings", DiagnosticSeverity.Information, result.Exists ? $"'{result.File}'" : $"'{result.File}' does not exist; the defaults apply");
    }

    private async Task ExamineRegistryAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ProjectIdentity> checkouts;
        try
        {
            var health = await surroundings.Registry.ExamineAsync(cancellationToken).ConfigureAwait(false);
            // First, since what follows may stumble over them.
            AddProblems(health);
            var allocations = await surroundings.Registry.InspectAsync(null, cancellationToken).ConfigureAwait(false);
            checkouts = await surroundings.Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
            AddHealth(health, allocations.Count, checkouts.Count);
            AddConflicts(allocations);
            var old = await surroundings.Registry.PruneAsync(dryRun: true, cancellationToken).ConfigureAwait(false);
            if (old.Count > 0) Add(Ports, DiagnosticSeverity.Warning, $"{Count(old.Count, "allocation")} that nothing keeps any more: the folder or the process is gone", "portorch port prune");
        }
        catch (RegistryException e)
        {
            Add(Ports, DiagnosticSeverity.Error, e.Message);
            return;
        }

        foreach (var checkout in checkouts) await ExamineCheckoutAsync(checkout, cancellationToken).ConfigureAwait(false);
    }

    private void AddProblems(RegistryHealth health)
    {
        foreach (var problem in health.Problems)
        {
            var source = health.BackupPath is { } backup ? $"the backup '{backup}'" : "what still runs";
            Add(Ports, DiagnosticSeverity.Error, $"'{health.Path}' is damaged: {problem}", $"move the file away; the next command that allocates makes a new one from {source}");
        }
    }

    private void AddHealth(RegistryHealth health, int allocations, int checkouts)
    {
        if (health.Size == 0)
        {
            Add(Ports, DiagnosticSeverity.Information, $"'{health.Path}' does not exist yet; the first allocation creates it");
            return;
        }

        var kept = health.BackupAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"backup of {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "no backup yet";
        var size = string.Create(CultureInfo.InvariantCulture, $"{(health.Size + 1023) / 1024} KiB, schema {health.SchemaVersion}");
        Add(Ports, DiagnosticSeverity.Information, $"'{health.Path}': {Count(allocations, "allocation")} of {Count(checkouts, "checkout")}; {size}, {kept}");
    }

    private void AddConflicts(IReadOnlyList<PortAllocation> allocations)
    {
        foreach (var allocation in allocations)
        {
            if (PortConflictText.Describe(allocation) is { } sentence)
                _findings.Add(new DoctorFinding("ports", DiagnosticSeverity.Warning, sentence, PortConflictText.NextStep(allocation), allocation.Conflict));
        }
    }

    private async Task ExamineCheckoutAsync(ProjectIdentity project, CancellationToken cancellationToken)
    {
        var subject = project.IsMain ? $"project '{project.Name}'" : $"project '{project.Name}', checkout '{project.Checkout}'";
        var journal = new JournalView(surroundings.Paths, surroundings.Inspector);
        var snapshot = await journal.PresentAsync(project, cancellationToken).ConfigureAwait(false);
        if (AbandonedFolder.Is(project.Scope, project.Root) && (snapshot.Supervisor is not null || journal.MayRun(journal.Read(project))))
        {
            Add(subject, DiagnosticSeverity.Warning, $"services run, and the folder '{project.Root}' is not there any more", $"portorch down --project '{project.Root}' stops them");
            return;
        }

        if (snapshot.Supervisor is { } supervisor)
        {
            var version = supervisor.Version is { } known ? $", version {known}" : "";
            Add(subject, DiagnosticSeverity.Information, $"supervised by pid {supervisor.Pid}{version}; {Count(snapshot.Services.Count, "service")}");
            if (SupervisorAge.Describe(supervisor) is { } age) Add(subject, DiagnosticSeverity.Warning, age, $"portorch up --project '{project.Root}' lets it take over");
            return;
        }

        if (journal.MayRun(journal.Read(project)))
            Add(subject, DiagnosticSeverity.Warning, "services run without a supervisor", $"portorch up --project '{project.Root}' takes them over, portorch down stops them");
        if (File.Exists(SupervisorEndpoint.Socket(surroundings.Paths, project)))
            Add(subject, DiagnosticSeverity.Information, "a supervisor left its socket behind; the next start removes it");
    }

    // Only what the configuration at hand asks for: most projects need neither.
    private async Task ExamineEnginesAsync(CancellationToken cancellationToken)
    {
        if (await FindServicesAsync(cancellationToken).ConfigureAwait(false) is not { Count: > 0 } services) return;
        var engines = new EngineDoctor(BaseEnvironment.From(surroundings.Options.Environment), new CliWrapEngineCommands());
        if (services.Any(s => s.Compose is not null)) _findings.Add(await engines.ExamineComposeAsync(cancellationToken).ConfigureAwait(false));
        foreach (var isUser in services.Where(s => s.Systemd is not null).Select(s => s.Systemd!.IsUser).Distinct())
            _findings.Add(await engines.ExamineSystemdAsync(isUser, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<ServiceDefinition>> FindServicesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var location = await surroundings.Resolver.ResolveAsync(surroundings.Options.Project, surroundings.NamedFiles, register: false, cancellationToken).ConfigureAwait(false);
            var files = surroundings.NamedFiles.Count > 0 ? surroundings.NamedFiles : location.Files;
            var loader = new ConfigurationLoader(surroundings.Reader, surroundings.Reading(location, runCommands: false), MachineServicesFile.PathOf(surroundings));
            var loaded = await loader.LoadAsync(location.Identity, files, [], cancellationToken).ConfigureAwait(false);
            return loaded.Result.Definition?.Services ?? [];
        }
        catch (PortOrchestratorException)
        {
            // There is no project here, which is nothing to be ill of.
            return [];
        }
    }

    private void Add(string subject, DiagnosticSeverity severity, string message, string? hint = null) => _findings.Add(new DoctorFinding(subject, severity, message, hint));

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
