namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of <c>mcp</c> and <c>mcp_server</c>.</summary>
internal static class ToolWriter
{
    public static MapWriter Tool(ToolDefinition? tool)
    {
        if (tool is null) return new MapWriter();
        return new MapWriter()
            .Text("type", tool.IsResource ? "resource" : "tool")
            .Value("arguments", tool.Arguments.Count == 0 ? null : new ExportValue.List([.. tool.Arguments.Select(Argument)]))
            .Text("timeout", Duration(tool.Timeout));
    }

    public static MapWriter Server(ToolServerDefinition? server) => server is null ? new MapWriter() : new MapWriter()
        .Text("host", server.Host is { } host ? ProcessText.Expanded(host) : null)
        .Number("port", server.Port)
        .Text("transport", server.UsesStandardStreams ? "stdio" : "sse")
        .Text("timeout", server.Timeout == new ToolServerDefinition().Timeout ? null : Duration(server.Timeout))
        .Flag("expose_control_tools", server.ExposesControl)
        .Texts("trusted_hosts", [.. server.TrustedHosts.Select(ProcessText.Expanded)]);

    private static ExportValue Argument(ToolArgument argument) => new MapWriter()
        .Text("name", ProcessText.Expanded(argument.Name))
        .Text("type", argument.Type)
        .Text("description", argument.Description is { } text ? ProcessText.Expanded(text) : null)
        .Flag("required", argument.Required)
        .Text("default", argument.Default is { } value ? ProcessText.Expanded(value) : null)
        .Build();

    private static string? Duration(TimeSpan? time) => time is { } span ? FormattableString.Invariant($"{span.TotalSeconds}s") : null;
}
