namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Leaves a recursive reader when values are nested too deeply; never leaves this namespace.</summary>
internal sealed class DepthException(Place place) : Exception
{
    public Place Place { get; } = place;
}
