namespace Voltbench.Lab.Chargers;

/// <summary>Why something well-formed cannot be done.</summary>
public enum RefusalKind
{
    /// <summary>Something that the call names does not exist for the organization.</summary>
    NotFound,

    /// <summary>The values do not fit each other, the catalog or the rules of this server.</summary>
    Impossible,

    /// <summary>The identity belongs to another charger.</summary>
    Taken,
}

/// <summary>A refusal, with a text that a person can act on.</summary>
public sealed record Refusal(RefusalKind Kind, string Text);
