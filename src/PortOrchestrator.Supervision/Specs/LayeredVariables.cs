using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.Supervision.Specs;

/// <summary>An environment as a few variables of its own over many that it shares with others. Immutable.</summary>
internal sealed class LayeredVariables : IReadOnlyDictionary<string, string>
{
    private readonly Dictionary<string, string> _own;
    private readonly HashSet<string> _without;
    private readonly SharedVariables? _shared;

    /// <summary>Lays variables over shared ones.</summary>
    /// <param name="shared">The shared ones.</param>
    /// <param name="own">The ones on top; taken over, not copied.</param>
    /// <param name="without">Names of shared variables that are not part of it; taken over, not copied.</param>
    public LayeredVariables(SharedVariables shared, Dictionary<string, string> own, HashSet<string> without)
        : this(shared.Id, own, without)
    {
        _shared = shared;
        Count = own.Count + shared.Variables.Keys.Count(n => !own.ContainsKey(n) && !without.Contains(n));
    }

    /// <summary>Makes one whose shared part is only known by its id: nothing but <see cref="Link"/> works on it.</summary>
    public LayeredVariables(string sharedId, Dictionary<string, string> own, HashSet<string> without) =>
        (SharedId, _own, _without) = (sharedId, own, without);

    /// <summary>The id of the shared part.</summary>
    public string SharedId { get; }

    /// <summary>The shared part; null as long as it is only known by its id.</summary>
    public SharedVariables? Shared => _shared;

    /// <summary>The variables on top.</summary>
    public IReadOnlyDictionary<string, string> Own => _own;

    /// <summary>The names of shared variables that are not part of it.</summary>
    public IReadOnlyCollection<string> Without => _without;

    public int Count { get; }

    public IEnumerable<string> Keys => this.Select(v => v.Key);

    public IEnumerable<string> Values => this.Select(v => v.Value);

    private IReadOnlyDictionary<string, string> Below =>
        _shared?.Variables ?? throw new InvalidOperationException($"The shared variables '{SharedId}' of this environment were not loaded.");

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no variable '{key}'.");

    /// <summary>The same with its shared part.</summary>
    public LayeredVariables Link(SharedVariables shared) => new(shared, _own, _without);

    /// <summary>Any environment with variables on top.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="added">What is set or replaced.</param>
    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> variables, params (string Name, string Value)[] added)
    {
        var layered = variables as LayeredVariables;
        var own = new Dictionary<string, string>(layered?._own ?? variables, StringComparer.Ordinal);
        foreach (var (name, value) in added) own[name] = value;
        return layered is null ? own : new LayeredVariables(layered._shared!, own, layered._without);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        if (_own.TryGetValue(key, out value)) return true;
        if (!_without.Contains(key)) return Below.TryGetValue(key, out value);
        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        Below.Where(v => !_own.ContainsKey(v.Key) && !_without.Contains(v.Key)).Concat(_own).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
