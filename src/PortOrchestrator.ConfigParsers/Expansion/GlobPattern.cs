namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>A shell's file-name pattern over any text: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, a backslash before a character that stands for itself.</summary>
internal sealed class GlobPattern
{
    private readonly List<Step> _steps = [];

    private GlobPattern() { }

    /// <summary>Reads a pattern; null if it has a bracket or a backslash without its end.</summary>
    public static GlobPattern? Parse(string text)
    {
        var pattern = new GlobPattern();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*':
                    if (pattern._steps is not [.., { IsStar: true }]) pattern._steps.Add(new Step(true, null, false));
                    break;
                case '?':
                    pattern._steps.Add(new Step(false, null, true));
                    break;
                case '[':
                    if (ReadClass(text, ref i) is not { } step) return null;
                    pattern._steps.Add(step);
                    break;
                case '\\' when ++i >= text.Length:
                    return null;
                default:
                    pattern._steps.Add(new Step(false, [(text[i], text[i])], false));
                    break;
            }
        }

        return pattern;
    }

    /// <summary>How many characters at the beginning or the end of a text the pattern matches; 0 if none.</summary>
    public int MatchLength(string text, bool isPrefix, bool isLongest)
    {
        // Bit i of the state: the first i steps (from the end that is looked at) are matched. One pass, whatever the pattern.
        var (now, next) = (new bool[_steps.Count + 1], new bool[_steps.Count + 1]);
        now[0] = true;
        SkipStars(now, isPrefix);
        var longest = 0;
        for (var length = 1; length <= text.Length; length++)
        {
            var c = isPrefix ? text[length - 1] : text[^length];
            Array.Clear(next);
            var isAlive = false;
            for (var i = 0; i < _steps.Count; i++)
            {
                if (!now[i]) continue;
                var step = StepAt(i, isPrefix);
                if (step.IsStar) next[i] = isAlive = true;
                else if (step.Accepts(c)) next[i + 1] = isAlive = true;
            }

            if (!isAlive) break;
            SkipStars(next, isPrefix);
            (now, next) = (next, now);
            if (!now[_steps.Count]) continue;
            longest = length;
            if (!isLongest) break;
        }

        return longest;
    }

    private void SkipStars(bool[] state, bool isPrefix)
    {
        for (var i = 0; i < _steps.Count; i++) state[i + 1] |= state[i] && StepAt(i, isPrefix).IsStar;
    }

    private Step StepAt(int index, bool isPrefix) => isPrefix ? _steps[index] : _steps[^(index + 1)];

    private static Step? ReadClass(string text, ref int i)
    {
        var isNegated = i + 1 < text.Length && text[i + 1] is '^' or '!';
        if (isNegated) i++;
        var ranges = new List<(char, char)>();
        while (++i < text.Length && (text[i] != ']' || ranges.Count == 0))
        {
            if (ReadCharacter(text, ref i) is not { } low) return null;
            var high = low;
            if (i + 2 < text.Length && text[i + 1] == '-' && text[i + 2] != ']')
            {
                i += 2;
                if (ReadCharacter(text, ref i) is not { } end) return null;
                high = end;
            }

            ranges.Add((low, high));
        }

        return i < text.Length ? new Step(false, [.. ranges], isNegated) : null;
    }

    private static char? ReadCharacter(string text, ref int i) => text[i] != '\\' ? text[i] : ++i < text.Length ? text[i] : null;

    private readonly record struct Step(bool IsStar, (char Low, char High)[]? Ranges, bool IsNegated)
    {
        public bool Accepts(char c)
        {
            foreach (var (low, high) in Ranges ?? [])
            {
                if (c >= low && c <= high) return !IsNegated;
            }

            return IsNegated;
        }
    }
}
