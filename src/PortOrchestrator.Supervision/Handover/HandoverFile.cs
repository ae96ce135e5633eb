using System.Text.Json;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Handover;

/// <summary>Brings a <see cref="HandoverState"/> from one program to the next.</summary>
internal static class HandoverFile
{
    /// <summary>Writes the state for the user alone: it holds what was last seen on terminals.</summary>
    public static void Write(string path, HandoverState state)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, state, SupervisionJson.Default.HandoverState);
    }

    /// <summary>Reads the state and removes the file: descriptors mean something only once.</summary>
    /// <exception cref="PortOrchestratorException">There is no such state (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static HandoverState Take(string path)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(path), SupervisionJson.Default.HandoverState) ?? throw new JsonException("it is empty");
            File.Delete(path);
            return state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PortOrchestratorException(
                ErrorCode.StateUnavailable, $"Cannot go on from '{path}': {e.Message} The services run on; 'portorch up' takes them over.", e);
        }
    }
}
