using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Text being made, within the budget of its template.</summary>
internal sealed class TemplateOutput(TemplateBudget budget)
{
    private readonly StringBuilder _text = new();

    public TemplateBudget Budget => budget;

    public int Length => _text.Length;

    public void Append(char c)
    {
        if (budget.TakeCharacters(1)) _text.Append(c);
    }

    public void Append(char c, int count)
    {
        if (count > 0 && budget.TakeCharacters(count)) _text.Append(c, count);
    }

    public void Append(ReadOnlySpan<char> value)
    {
        if (budget.TakeCharacters(value.Length)) _text.Append(value);
    }

    /// <summary>The text, and an empty output again.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
