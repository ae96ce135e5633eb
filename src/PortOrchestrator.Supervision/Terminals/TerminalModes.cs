using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>
/// Follows which private modes (<c>CSI ? n h</c> and <c>CSI ? n l</c>, such as the alternate screen or mouse reports) a program has switched in
/// its terminal, so that another terminal can be put into the same modes, and out of them again. For one caller.
/// </summary>
internal sealed class TerminalModes
{
    private const int LongestSequence = 64;
    private const int MostModes = 64;

    // Wrapped lines and a shown cursor are what a terminal begins with; every other mode begins off.
    private static readonly int[] OnAtFirst = [7, 25];

    private readonly SortedDictionary<int, bool> _switched = [];
    private readonly StringBuilder _sequence = new();
    private Place _place;

    private enum Place
    {
        Text,
        AfterEscape,
        InSequence,
        InString,
        AfterEscapeInString,
    }

    /// <summary>Whether the bytes so far end outside of a control sequence.</summary>
    public bool IsAtRest => _place == Place.Text;

    /// <summary>What switches the modes of a terminal that has just begun.</summary>
    public string Apply => string.Concat(_switched.Select(m => Sequence(m.Key, m.Value)));

    /// <summary>What switches them back.</summary>
    public string Undo => string.Concat(_switched.Reverse().Select(m => Sequence(m.Key, !m.Value)));

    public void Read(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) Read((char)value);
    }

    public TerminalModes Copy()
    {
        var copy = new TerminalModes { _place = _place };
        copy._sequence.Append(_sequence);
        foreach (var (mode, on) in _switched) copy._switched.Add(mode, on);
        return copy;
    }

    private static string Sequence(int mode, bool on) => string.Create(CultureInfo.InvariantCulture, $"\u001b[?{mode}{(on ? 'h' : 'l')}");

    private void Read(char c)
    {
        switch (_place)
        {
            case Place.Text:
                if (c == '\u001b') _place = Place.AfterEscape;
                break;
            case Place.AfterEscape:
                _sequence.Clear();
                // RIS puts everything back.
                if (c == 'c') _switched.Clear();
                _place = c switch { '[' => Place.InSequence, ']' or 'P' or 'X' or '^' or '_' => Place.InString, '\u001b' => Place.AfterEscape, _ => Place.Text };
                break;
            case Place.InSequence when c is >= '@' and <= '~':
                Finish(c);
                _place = Place.Text;
                break;
            case Place.InSequence when c < ' ' || _sequence.Length == LongestSequence:
                _place = c == '\u001b' ? Place.AfterEscape : Place.Text;
                break;
            case Place.InSequence:
                _sequence.Append(c);
                break;
            case Place.InString when c is '\a' or '\u0018' or '\u001a':
                _place = Place.Text;
                break;
            case Place.InString when c == '\u001b':
                _place = Place.AfterEscapeInString;
                break;
            case Place.AfterEscapeInString:
                _place = c == '\\' ? Place.Text : Place.InString;
                break;
        }
    }

    private void Finish(char final)
    {
        if (final is not ('h' or 'l') || _sequence.Length < 2 || _sequence[0] != '?') return;
        foreach (var part in _sequence.ToString(1, _sequence.Length - 1).Split(';'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var mode)) continue;
            var on = final == 'h';
            if (on == OnAtFirst.Contains(mode)) _switched.Remove(mode);
            else if (_switched.Count < MostModes) _switched[mode] = on;
        }
    }
}
