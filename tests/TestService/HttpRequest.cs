using System.Net.Sockets;
using System.Text;

namespace PortOrchestrator.TestService;

internal static class HttpRequest
{
    /// <summary>Reads a request's head; null when the peer closed before it was complete.</summary>
    public static string? ReadPath(Socket client)
    {
        var buffer = new byte[8192];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = client.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            if (read == 0) return null;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0) continue;
            var words = Encoding.ASCII.GetString(buffer, 0, length).Split(' ', 3);
            return words.Length == 3 ? words[1] : null;
        }

        return null;
    }
}
