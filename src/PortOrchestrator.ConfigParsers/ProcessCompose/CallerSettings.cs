using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>What sets process-compose itself up: the caller's variables, and those of <c>.pc_env</c> that the caller does not have. Immutable.</summary>
internal sealed class CallerSettings
{
    private readonly IReadOnlyDictionary<string, string>? _caller;

    private CallerSettings(IReadOnlyDictionary<string, string>? caller, IReadOnlyDictionary<string, string> file)
    {
        (_caller, OfFile) = (caller, file);
        Namespaces = Words(SettingVariables.Namespaces);
        DisabledProcesses = Words(SettingVariables.DisabledProcesses);
    }

    /// <summary>The variables of <c>.pc_env</c> that the caller does not have; processes are told them, too.</summary>
    public IReadOnlyDictionary<string, string> OfFile { get; }

    /// <summary>The namespaces that are meant; none when all are.</summary>
    public IReadOnlySet<string> Namespaces { get; }

    /// <summary>The processes that are switched off.</summary>
    public IReadOnlySet<string> DisabledProcesses { get; }

    /// <summary>Reads the file, and tells of variables that have nothing to do.</summary>
    /// <param name="folder">Where the file is looked for.</param>
    /// <param name="caller">The caller's variables; null for those of this process.</param>
    /// <param name="subject">The file that findings about the caller's variables are told of.</param>
    /// <param name="diagnostics">Where findings go.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<CallerSettings> ReadAsync(
        string folder, IReadOnlyDictionary<string, string>? caller, string subject, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var path = Path.Join(folder, PcEnvironmentFile.Name);
        var file = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in SettingVariables.WithoutEffect.Keys.Where(n => OfCaller(caller, n) is { Length: > 0 })) TellIdle(subject, name, "of the environment");
        if (!File.Exists(path)) return new CallerSettings(caller, file);
        var (entries, problems) = await EnvironmentFile.ReadAsync(path, text => DotEnvFile.Parse(text), diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var problem in problems)
            diagnostics.FileFinding(DiagnosticSeverity.Warning, DiagnosticCodes.EnvironmentFile, path, $"the environment file {problem}", "correct it; what could be read of it is used");
        foreach (var entry in entries.Where(e => OfCaller(caller, e.Key) is null)) file[entry.Key] = entry.Value;
        foreach (var name in entries.Select(e => e.Key).Distinct())
        {
            if (SettingVariables.WithoutEffect.ContainsKey(name)) TellIdle(path, name, "of this file");
            else if (name.StartsWith("PC_", StringComparison.Ordinal) && !SettingVariables.Honoured.Contains(name)) TellUnknown(name);
        }

        return new CallerSettings(caller, file);

        void TellIdle(string place, string name, string owner) => diagnostics.FileFinding(
            DiagnosticSeverity.Information, DiagnosticCodes.NoEffect, place, $"'{name}' {owner} has no effect here: {SettingVariables.WithoutEffect[name]}");

        void TellUnknown(string name)
        {
            var meant = Suggestion.Nearest(name, SettingVariables.Honoured.Concat(SettingVariables.WithoutEffect.Keys));
            diagnostics.FileFinding(
                DiagnosticSeverity.Warning,
                DiagnosticCodes.Setting,
                path,
                $"'{name}' is no variable of process-compose; it is only told to the processes",
                meant is null ? null : $"did you mean '{meant}'?");
        }
    }

    /// <summary>The value of a variable; null if it is not set.</summary>
    public string? Find(string name) => OfCaller(_caller, name) ?? OfFile.GetValueOrDefault(name);

    /// <summary>Whether a switch is on, which any text turns it.</summary>
    public bool IsOn(string name) => !string.IsNullOrEmpty(Find(name));

    /// <summary>All variables, those of the <c>.env</c> files below them.</summary>
    public Dictionary<string, string> Over(IReadOnlyDictionary<string, string> dotEnvironment)
    {
        var all = new Dictionary<string, string>(dotEnvironment, StringComparer.Ordinal);
        foreach (var (name, value) in OfFile) all[name] = value;
        foreach (var (name, value) in _caller ?? OwnEnvironment.Read()) all[name] = value;
        return all;
    }

    private HashSet<string> Words(string name) =>
        (Find(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    private static string? OfCaller(IReadOnlyDictionary<string, string>? caller, string name) =>
        caller is null ? Environment.GetEnvironmentVariable(name) : caller.GetValueOrDefault(name);
}
