using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>Variables of one service while they are laid over those that all services share; only what differs is kept.</summary>
internal sealed class VariableLayer(SharedVariables shared)
{
    private readonly Dictionary<string, string> _own = new(OwnEnvironment.Comparer);
    private readonly HashSet<string> _without = new(OwnEnvironment.Comparer);

    public string? Find(string name) =>
        _own.GetValueOrDefault(name) ?? (_without.Contains(name) ? null : shared.Variables.GetValueOrDefault(name));

    public void Set(string name, string value)
    {
        if (Find(name) == value) return;
        _without.Remove(name);
        _own[name] = value;
    }

    public void Remove(string name)
    {
        _own.Remove(name);
        if (shared.Variables.ContainsKey(name)) _without.Add(name);
    }

    public IReadOnlyDictionary<string, string> ToVariables() => new LayeredVariables(shared, _own, _without);
}
