namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>How sure a finding is.</summary>
public enum DetectionConfidence
{
    /// <summary>A file declares the service.</summary>
    Declared,

    /// <summary>A script of the project, or the layout that its framework demands, starts it.</summary>
    Script,

    /// <summary>Something looks like a service. It is never started unless somebody says so.</summary>
    Guess,
}
