using System.Text;

namespace PortOrchestrator.Probes.Network;

// Reads as far as the final status line and no further; interim (1xx) responses are skipped. Bounded in what it reads.
internal sealed class HttpStatusReader(Stream stream)
{
    private const int LineLimit = 8 * 1024;
    private const int InterimLimit = 64 * 1024;

    private readonly byte[] _buffer = new byte[LineLimit];
    private int _start;
    private int _end;
    private int _total;

    private static ReadOnlySpan<byte> Protocol => "HTTP/1."u8;

    public async ValueTask<PeerAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        while (_total < InterimLimit)
        {
            var line = await ReadLineAsync(status: true, cancellationToken).ConfigureAwait(false);
            if (line is null) return NoStatus();
            if (Status(line) is not { } status) return PeerAnswer.NotHttp("the peer does not speak HTTP");
            if (status is < 100 or >= 200 or 101) return new PeerAnswer(true, true, "", status);
            do line = await ReadLineAsync(status: false, cancellationToken).ConfigureAwait(false);
            while (line is { Length: > 0 });
            if (line is null) return NoStatus();
        }

        return PeerAnswer.Failed("the peer sends interim responses only");
    }

    private PeerAnswer NoStatus() => _total == 0
        ? PeerAnswer.NotHttp("the peer closed the connection without an answer")
        : PeerAnswer.NotHttp(LooksLikeHttp ? "the peer closed the connection in the middle of its answer" : "the peer does not speak HTTP");

    private bool LooksLikeHttp
    {
        get
        {
            var have = _buffer.AsSpan(_start, Math.Min(_end - _start, Protocol.Length));
            return have.SequenceEqual(Protocol[..have.Length]);
        }
    }

    private static int? Status(string line)
    {
        // HTTP/1.x SP three digits, then a space or the end.
        if (line.Length < 12 || !line.StartsWith("HTTP/1.", StringComparison.Ordinal) || line[8] != ' ') return null;
        var digits = line.AsSpan(9, 3);
        return digits.ContainsAnyExceptInRange('0', '9') || (line.Length > 12 && line[12] != ' ') ? null : int.Parse(digits, provider: null);
    }

    // Null at the end of the stream, and at once when what has come cannot be the start of a status line.
    private async ValueTask<string?> ReadLineAsync(bool status, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (status && !LooksLikeHttp) return null;
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length || _total >= InterimLimit) return null;
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0) return null;
            _end += read;
            _total += read;
        }
    }
}
