namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>What should be up, by nothing but the commands that were given.</summary>
internal sealed class ReferenceModel
{
    private readonly Dictionary<string, bool> _wanted = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, bool> Wanted => _wanted;

    public ReferenceModel Copy()
    {
        var copy = new ReferenceModel();
        foreach (var (name, wanted) in _wanted) copy._wanted[name] = wanted;
        return copy;
    }

    public bool IsWanted(string name) => _wanted.GetValueOrDefault(name);

    public void Start(IEnumerable<string> names)
    {
        foreach (var name in names) _wanted[name] = true;
    }

    public void Stop(IEnumerable<string> names)
    {
        foreach (var name in names) _wanted[name] = false;
    }

    /// <summary>What is new in the file is started; whatever else is up or down stays so.</summary>
    public void Reload(IReadOnlyCollection<string> configured, IReadOnlyCollection<string> known)
    {
        foreach (var name in known.Except(configured)) _wanted[name] = false;
        foreach (var name in configured.Except(known)) _wanted[name] = true;
    }

    /// <summary>A supervisor was killed while it took a command: for each service it has either been heard or not.</summary>
    public void Believe(string name, bool wanted) => _wanted[name] = wanted;
}
