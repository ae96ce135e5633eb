namespace PortOrchestrator.Configuration;

/// <summary>A further file that output is written to, for tools that look there. Immutable.</summary>
public sealed record LogFileDefinition
{
    /// <summary>The absolute path; its folder is created.</summary>
    public required string Path { get; init; }

    /// <summary>Whether other services write to the same file.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsShared { get; init; }

    /// <summary>How lines are written.</summary>
    /// <value>The default value is <see cref="LogFileFormat.Json"/>.</value>
    public LogFileFormat Format { get; init; }

    /// <summary>The order of the parts of a line of <see cref="LogFileFormat.Text"/>: <c>time</c>, <c>level</c>, <c>message</c>, <c>process</c>, <c>replica</c>.</summary>
    /// <value>The default value is empty: time, level, message.</value>
    public IReadOnlyList<string> FieldsOrder { get; init; } = [];

    /// <summary>Whether lines carry the time at which they were written, in local time.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AddTime { get; init; }

    /// <summary>How times are written, as a layout of the Go language.</summary>
    /// <value>The default value is <see langword="null"/>: RFC 3339 in JSON, <c>3:04PM</c> in text.</value>
    public string? TimeLayout { get; init; }

    /// <summary>Whether lines of <see cref="LogFileFormat.Text"/> are coloured.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Colours { get; init; }

    /// <summary>Whether lines say which process and which copy of it wrote them.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Metadata { get; init; } = true;

    /// <summary>When the file is set aside for a new one.</summary>
    /// <value>The default value is <see langword="null"/>: never.</value>
    public LogFileRotation? Rotation { get; init; }
}
