using System.Globalization;
using System.Text;

namespace PortOrchestrator.Sessions;

/// <summary>The log of a checkout's sessions. A line is one write; who cannot write it goes on without.</summary>
internal static class SessionLog
{
    private const long MostBytes = 1024 * 1024;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(Surroundings surroundings, ProjectIdentity project, string text)
    {
        var file = surroundings.Paths.SessionLog(project);
        try
        {
            StatePaths.CreatePrivateFolder(Path.GetDirectoryName(file)!);
            if (new FileInfo(file) is { Exists: true, Length: > MostBytes }) File.Move(file, file + ".1", overwrite: true);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;
            using var stream = new FileStream(file, options);
            stream.Write(Encoding.UTF8.GetBytes(Line(surroundings.Options.TimeProvider.GetUtcNow(), text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PortOrchestratorException)
        {
            // Nobody's session may fail for want of a line in a log.
        }
    }

    public static string Line(DateTimeOffset time, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {PlainText.Of(text, 2000)}\n");

    public static string Name(SessionAgent agent, string sessionId) => $"{agent.ToString().ToLowerInvariant()} session {sessionId}";
}
