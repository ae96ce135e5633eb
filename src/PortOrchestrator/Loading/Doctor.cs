using System.Globalization;
using PortOrchestrator.Supervision;

namespace PortOrchestrator.Loading;

/// <summary>Looks at everything the program relies on, without changing any of it.</summary>
internal sealed class Doctor(Surroundings surroundings)
{
    private readonly List<DoctorFinding> _findings = [];

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        ExamineHome();
        ExamineProgram();
        await ExamineSettingsAsync(cancellationToken).ConfigureAwait(false);
        await ExamineRegistryAsync(cancellationToken).ConfigureAwait(false);
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
            var allocations = await surroundings.Registry.ListAsync(null, cancellationToken).ConfigureAwait(false);
            checkouts = await surroundings.Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
            Add("port registry", DiagnosticSeverity.Information, $"'{surroundings.Paths.RegistryFile}': {Count(allocations.Count, "allocation")} of {Count(checkouts.Count, "checkout")}");
            var old = await surroundings.Registry.PruneAsync(dryRun: true, cancellationToken).ConfigureAwait(false);
            if (old.Count > 0) Add("port registry", DiagnosticSeverity.Warning, $"{Count(old.Count, "allocation")} of folders that are gone", "portorch port prune");
        }
        catch (RegistryException e)
        {
            Add("port registry", DiagnosticSeverity.Error, e.Message);
            return;
        }

        foreach (var checkout in checkouts) await ExamineCheckoutAsync(checkout, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExamineCheckoutAsync(ProjectIdentity project, CancellationToken cancellationToken)
    {
        var subject = project.IsMain ? $"project '{project.Name}'" : $"project '{project.Name}', checkout '{project.Checkout}'";
        var journal = new JournalView(surroundings.Paths, surroundings.Inspector);
        var snapshot = await journal.PresentAsync(project, cancellationToken).ConfigureAwait(false);
        if (snapshot.Supervisor is { } supervisor)
        {
            Add(subject, DiagnosticSeverity.Information, $"supervised by pid {supervisor.Pid}; {Count(snapshot.Services.Count, "service")}");
            return;
        }

        if (journal.MayRun(journal.Read(project)))
            Add(subject, DiagnosticSeverity.Warning, "services run without a supervisor", $"portorch up --project '{project.Root}' takes them over, portorch down stops them");
        if (File.Exists(SupervisorEndpoint.Socket(surroundings.Paths, project)))
            Add(subject, DiagnosticSeverity.Information, "a supervisor left its socket behind; the next start removes it");
    }

    private void Add(string subject, DiagnosticSeverity severity, string message, string? hint = null) => _findings.Add(new DoctorFinding(subject, severity, message, hint));

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
