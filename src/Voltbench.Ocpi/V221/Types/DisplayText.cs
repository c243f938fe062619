using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Types;

/// <summary>Text for people in one language, without markup (OCPI 2.2.1 types).</summary>
public sealed record DisplayText
{
    [Text(2), Form(TextForm.Language)]
    public required string Language { get; init; }

    [Text(512)]
    public required string Text { get; init; }
}
