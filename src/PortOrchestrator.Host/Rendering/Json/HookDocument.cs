using PortOrchestrator.Hooks;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>hook install --json</c> and <c>hook uninstall --json</c> print.</summary>
internal sealed record HookDocument(
    string Host, string Scope, string Outcome, string File, bool WholeFile, IReadOnlyList<string> Commands, IReadOnlyList<string> Notes)
{
    public static HookDocument From(HookChange change) => new(
        Words.Of(change.Host), Words.Of(change.Scope), Words.Camel(change.Outcome), change.File, change.IsWholeFile, change.Commands, change.Notes);
}
