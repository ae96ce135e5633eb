namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>A mounted file system. Immutable.</summary>
/// <param name="Point">The folder that it is mounted on.</param>
/// <param name="Source">What is mounted: a device, a server's export, a label, or only a name.</param>
/// <param name="Root">Which folder of the source is mounted.</param>
/// <param name="Options">The options of the file system itself.</param>
internal sealed record Mount(string Point, string Source, string Root = "/", string Options = "")
{
    /// <summary>What tells a container's root from another's: the layer that takes its changes, else what is mounted.</summary>
    public string Identity
    {
        get
        {
            foreach (var option in Options.Split(','))
            {
                if (option.StartsWith("upperdir=", StringComparison.Ordinal)) return option["upperdir=".Length..];
            }
            return $"{Source}{Root}";
        }
    }
}
