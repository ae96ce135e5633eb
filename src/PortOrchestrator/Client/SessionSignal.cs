using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Client;

/// <summary>
/// Tells a checkout's supervisor that its sessions have changed. Written on a plain socket, since this is what a shell or an agent waits for, and a
/// client for all of HTTP would cost more than everything else together.
/// </summary>
internal static class SessionSignal
{
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A supervisor that takes longer has got it all the same.
    private static readonly TimeSpan ShortPatience = TimeSpan.FromMilliseconds(100);

    // Of version 1.0, so that the answer comes in one piece and ends with the connection.
    private static readonly byte[] Request = Encoding.ASCII.GetBytes($"POST /v1/{SupervisorRoutes.Sessions} HTTP/1.0\r\nContent-Length: 0\r\n\r\n");

    /// <summary>Tells it, and reads its services.</summary>
    /// <returns>Null when no supervisor answers.</returns>
    public static async Task<ProjectSnapshot?> AskAsync(StatePaths paths, ProjectIdentity project, CancellationToken cancellationToken)
    {
        if (await AnswerAsync(paths, project, Patience, cancellationToken).ConfigureAwait(false) is not { } answer) return null;
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var status = answer.AsSpan().IndexOf(" 200 "u8);
        if (end < 0 || status is < 0 or > 12) return null;
        try
        {
            return JsonSerializer.Deserialize(answer.AsSpan(end + 4), SupervisionJson.Default.ProjectSnapshot);
        }
        catch (JsonException)
        {
            // It was killed while it wrote.
            return null;
        }
    }

    /// <summary>Tells it.</summary>
    /// <returns>Whether there is one.</returns>
    public static async Task<bool> TellAsync(StatePaths paths, ProjectIdentity project, CancellationToken cancellationToken) =>
        await AnswerAsync(paths, project, ShortPatience, cancellationToken).ConfigureAwait(false) is not null;

    private static async Task<byte[]?> AnswerAsync(StatePaths paths, ProjectIdentity project, TimeSpan patience, CancellationToken cancellationToken)
    {
        var path = SupervisorEndpoint.Socket(paths, project);
        if (!File.Exists(path)) return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var answer = new MemoryStream();
        var sent = false;
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token).ConfigureAwait(false);
            await socket.SendAsync(Request, limit.Token).ConfigureAwait(false);
            sent = true;
            var buffer = new byte[16 * 1024];
            while (answer.Length < MostBytes && await socket.ReceiveAsync(buffer, limit.Token).ConfigureAwait(false) is > 0 and var count) answer.Write(buffer, 0, count);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!sent) return null;
        }

        return answer.ToArray();
    }
}
