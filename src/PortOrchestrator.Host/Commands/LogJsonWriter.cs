using System.Text.Json;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary>Writes lines as JSON, however many, without keeping them: one list, or objects line by line.</summary>
internal sealed class LogJsonWriter(BatchedWriter output, bool isFollowing)
{
    private string _before = isFollowing ? "" : "[";

    public async Task WriteAsync(IAsyncEnumerable<LogLine> lines)
    {
        await lines.WriteAsync(output, Write).ConfigureAwait(false);
        if (!isFollowing) output.Write(_before == "[" ? "[]\n" : "]\n");
        output.Flush();
    }

    private void Write(LogLine line)
    {
        output.Write(_before);
        output.Write(JsonSerializer.Serialize(LogLineDocument.From(line), HostJsonContext.Legible.LogLineDocument));
        _before = isFollowing ? "" : ",";
        if (isFollowing) output.Write("\n");
    }
}
