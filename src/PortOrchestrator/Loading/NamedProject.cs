namespace PortOrchestrator.Loading;

/// <summary>A project that is only a name: it has no folder and exists to hold ports.</summary>
internal static class NamedProject
{
    public static ProjectIdentity Create(string name) => new()
    {
        ProjectId = StableHash.Digits("name:" + name),
        Name = name,
        Root = "",
    };
}
