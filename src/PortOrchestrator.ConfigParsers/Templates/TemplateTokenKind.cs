namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>What a token of an action is.</summary>
internal enum TemplateTokenKind
{
    /// <summary>The end of the action; or of the text, if the action has no end.</summary>
    Close,

    /// <summary>A dot alone.</summary>
    Dot,

    /// <summary>One or more names with a dot before each.</summary>
    Path,

    /// <summary><c>$</c>, or <c>$</c> and a name.</summary>
    Variable,
    Name,
    Literal,
    Pipe,
    LeftParenthesis,
    RightParenthesis,
    Declare,
    Assign,
    Comma,
}
