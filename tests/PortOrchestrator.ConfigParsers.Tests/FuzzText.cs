using System.Text;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>Makes texts out of pieces that mean something to a parser, and damages some of them.</summary>
internal sealed class FuzzText(Random random)
{
    private readonly StringBuilder _text = new();

    public FuzzText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    public FuzzText Add(params ReadOnlySpan<string> choices) => Add(choices[random.Next(choices.Length)]);

    public bool Chance(double probability) => random.NextDouble() < probability;

    public int Next(int limit) => random.Next(limit);

    /// <summary>The text; every third one with some characters lost, doubled or exchanged.</summary>
    public string Finish(string alphabet)
    {
        if (_text.Length == 0 || random.Next(3) > 0) return _text.ToString();
        for (var n = random.Next(1, 5); n > 0 && _text.Length > 0; n--)
        {
            var at = random.Next(_text.Length);
            switch (random.Next(4))
            {
                case 0: _text.Remove(at, Math.Min(random.Next(1, 6), _text.Length - at)); break;
                case 1: _text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                case 2: _text.Insert(at, _text.ToString(at, Math.Min(random.Next(1, 40), _text.Length - at))); break;
                default: _text[at] = (char)random.Next(random.Next(2) == 0 ? 128 : 0x10000); break;
            }
        }

        return _text.ToString();
    }
}
