namespace PortOrchestrator.Configuration;

/// <summary>Which ends of a service end the whole project.</summary>
[Flags]
public enum ProjectExit
{
    /// <summary>None: the project runs on.</summary>
    Never = 0,

    /// <summary>Every end for good: the project is stopped and <c>up</c> ends with the service's exit code, 0 when that counts as success.</summary>
    OnEnd = 1,

    /// <summary>An end that does not count as success: the project is stopped and <c>up</c> ends with the service's exit code.</summary>
    OnFailure = 2,

    /// <summary>The service being skipped because of a dependency: the project is stopped and <c>up</c> ends with 1.</summary>
    OnSkipped = 4,
}
