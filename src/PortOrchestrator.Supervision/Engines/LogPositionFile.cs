using System.Text.Json;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>The file <c>SERVICE.log.copy</c> that says how far an engine's log was copied.</summary>
internal sealed class LogPositionFile(string log)
{
    private readonly string _path = log + ".copy";

    /// <summary>What was written last; null when nothing was, or it cannot be read.</summary>
    public LogPosition? Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), SupervisionJson.Default.LogPosition) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file as a whole, so that a kill leaves the old one or the new one.</summary>
    public void Write(LogPosition position)
    {
        var next = _path + ".new";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(position, SupervisionJson.Default.LogPosition));
        File.Move(next, _path, overwrite: true);
    }
}
