using PortOrchestrator.Hooks.Agents;
using PortOrchestrator.Hooks.Files;
using PortOrchestrator.Hooks.Shells;

namespace PortOrchestrator.Hooks;

/// <summary>
/// Tells coding agents and shells to start and end sessions, by an entry in their own settings, and takes such entries back to the byte.
/// Thread-safe, unless two callers change the same file.
/// </summary>
public sealed class SessionHooks
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly OrchestratorOptions _options;
    private readonly Func<string, string?> _environment;
    private readonly HookReceipts _receipts;
    private readonly HookPlaces _places;

    /// <summary>Makes the hooks of a user. Reads and writes nothing.</summary>
    /// <param name="options">Which project, program, state folder and environment; the current ones when null.</param>
    public SessionHooks(OrchestratorOptions? options = null)
    {
        _options = options ?? new OrchestratorOptions();
        _environment = _options.Environment is { } given ? given.GetValueOrDefault : Environment.GetEnvironmentVariable;
        _receipts = new HookReceipts(_options.Paths ?? StatePaths.FromEnvironment());
        _places = new HookPlaces(_environment);
    }

    /// <summary>Adds the hook, or brings it up to date. A second call changes nothing.</summary>
    /// <param name="host">Whose hook.</param>
    /// <param name="scope">For whom; the widest that the host has when null.</param>
    /// <param name="dryRun">Whether to tell what would be done, and do nothing.</param>
    /// <param name="profile">The profile, of <see cref="HookHost.Pwsh"/>, which alone knows where it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">
    /// The host has no such scope, or the file cannot be written or belongs to another user (<see cref="ErrorCode.InvalidArgument"/>), or it is not what
    /// its host could read (<see cref="ErrorCode.InvalidConfiguration"/>).
    /// </exception>
    public async Task<HookChange> InstallAsync(
        HookHost host, HookScope? scope = null, bool dryRun = false, PowerShellProfile? profile = null, CancellationToken cancellationToken = default)
    {
        var target = await TargetAsync(host, scope, profile, cancellationToken).ConfigureAwait(false);
        var read = HookFile.Read(target.File);
        var change = Describe(target, HookOutcome.AlreadyInstalled) with { Commands = target.Commands, Notes = target.Notes };
        var text = target.Open(Body(read.Content));
        if (text.IsCurrent) return change;

        // What an earlier version wrote is taken out first, so that the receipt is about the file without any hook.
        var earlier = text.IsPresent ? Without(read, text, target.File) : (Content: read.Content, Receipt: null);
        var insertions = target.Open(Body(earlier.Content)).Addition();
        var mark = Mark(earlier.Content);
        byte[] after = [.. mark, .. TextInsertion.Apply(Body(earlier.Content) ?? [], insertions)];
        if (!dryRun)
        {
            var folders = read.Write(after);
            var wasWhole = read.Content is null || earlier.Receipt?.IsWholeFile == true;
            _receipts.Keep(target.File, HookReceipt.Of(wasWhole ? null : earlier.Content, after, insertions, mark.Length, earlier.Receipt?.Folders ?? folders));
        }

        return change with { Outcome = text.IsPresent ? HookOutcome.Updated : HookOutcome.Installed, IsWholeFile = read.Content is null };
    }

    /// <summary>Removes the hook, and nothing else: a file that nobody else has changed is afterwards what it was before.</summary>
    /// <param name="host">Whose hook.</param>
    /// <param name="scope">For whom; the widest that the host has when null.</param>
    /// <param name="dryRun">Whether to tell what would be done, and do nothing.</param>
    /// <param name="profile">The profile, of <see cref="HookHost.Pwsh"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">As for <see cref="InstallAsync"/>.</exception>
    public async Task<HookChange> UninstallAsync(
        HookHost host, HookScope? scope = null, bool dryRun = false, PowerShellProfile? profile = null, CancellationToken cancellationToken = default)
    {
        var target = await TargetAsync(host, scope, profile, cancellationToken).ConfigureAwait(false);
        var read = HookFile.Read(target.File);
        var text = target.Open(Body(read.Content));
        if (!text.IsPresent) return Describe(target, HookOutcome.NotInstalled);

        var (before, receipt) = Without(read, text, target.File);
        var isWhole = receipt?.IsWholeFile == true || (receipt is null && target.Open(Body(before)).IsBare);
        if (!dryRun)
        {
            if (isWhole) read.Delete(receipt?.Folders ?? []);
            else read.Write(before ?? []);
            _receipts.Forget(target.File);
        }

        return Describe(target, HookOutcome.Removed) with { IsWholeFile = isWhole };
    }

    /// <summary>The <c>portorch</c> program that hooks of this user run, and arguments that come first.</summary>
    /// <exception cref="PortOrchestratorException">The program is nowhere.</exception>
    public IReadOnlyList<string> FindProgram() => HookProgram.Find(_options.ProgramPath, _environment);

    /// <summary>The script that a shell runs: it notices a change of the folder, and starts and ends sessions.</summary>
    /// <param name="shell">bash, zsh or fish.</param>
    /// <exception cref="PortOrchestratorException">The program is nowhere.</exception>
    public string Script(HookHost shell) => ShellScripts.Of(shell, FindProgram());

    private async Task<HookTarget> TargetAsync(HookHost host, HookScope? wanted, PowerShellProfile? profile, CancellationToken cancellationToken)
    {
        if (!AgentFormats.IsAgent(host))
        {
            if (wanted is not null and not HookScope.User) throw NoScope(host, wanted.Value, [HookScope.User]);
            if (host == HookHost.Pwsh) return ShellTargets.Of(host, profile?.File ?? throw NoProfile(), [profile.Module]);
            return ShellTargets.Of(host, _places.Of(host), HookProgram.Find(_options.ProgramPath, _environment));
        }

        var format = AgentFormats.Of(host);
        var scope = wanted ?? format.Scopes[0];
        if (!format.Scopes.Contains(scope)) throw NoScope(host, scope, format.Scopes);
        var root = scope == HookScope.User ? "" : await RootAsync(cancellationToken).ConfigureAwait(false);
        var program = scope == HookScope.Project ? HookProgram.OfEverybody() : HookProgram.Find(_options.ProgramPath, _environment);
        HookCommand[] commands = [new(program, host, HookVerb.Start), new(program, host, HookVerb.End)];
        var path = _places.Of(format, scope, root);
        return new HookTarget(host, scope, path, bytes => new AgentHookText(format, path, bytes, commands))
        {
            Commands = [.. commands.Select(c => c.ForShell)],
            Notes = scope == HookScope.Project
                ? [.. format.Notes, "The file is part of the repository: 'portorch' has to be on the PATH of everybody who works with it."]
                : format.Notes,
        };
    }

    private async Task<string> RootAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(_options, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
            return (await machine.ResolveProjectAsync(_options.Project, register: false, cancellationToken).ConfigureAwait(false)).Root;
    }

    private (byte[]? Content, HookReceipt? Receipt) Without(HookFile read, IHookText text, string file)
    {
        var receipt = _receipts.Find(file);
        if (receipt?.Undo(read.Content!) is { } before) return (before, receipt);
        return ([.. Mark(read.Content), .. text.Removal()], null);
    }

    private static byte[] Mark(byte[]? content) => content is not null && content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark : [];

    private static byte[]? Body(byte[]? content) => content?[Mark(content).Length..];

    private static HookChange Describe(HookTarget target, HookOutcome outcome) =>
        new() { Host = target.Host, Scope = target.Scope, File = target.File, Outcome = outcome };

    private static PortOrchestratorException NoProfile() => new(
        ErrorCode.InvalidArgument, "Only PowerShell itself knows where its profile is: call Register-ProjectSessionHook or Unregister-ProjectSessionHook there.");

    private static PortOrchestratorException NoScope(HookHost host, HookScope scope, IReadOnlyList<HookScope> scopes) => new(
        ErrorCode.InvalidArgument,
        $"{host} has no hooks of the scope '{scope.ToString().ToLowerInvariant()}'; it has: {string.Join(", ", scopes.Select(s => s.ToString().ToLowerInvariant()))}.");
}
