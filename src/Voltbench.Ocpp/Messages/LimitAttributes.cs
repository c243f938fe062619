namespace Voltbench.Ocpp.Messages;

/// <summary>The most characters (Unicode code points) of a string, or of each string of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MaxLengthAttribute(int characters) : Attribute
{
    public int Characters { get; } = characters;
}

/// <summary>How many items a list may hold.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute(int min, int max = int.MaxValue) : Attribute
{
    public int Min { get; } = min;

    public int Max { get; } = max;
}

/// <summary>The inclusive range of an integer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(int min, int max = int.MaxValue) : Attribute
{
    public int Min { get; } = min;

    public int Max { get; } = max;
}

/// <summary>The most decimals of a number, e.g. 1 for the 0.1 A steps of a 1.6 charging schedule.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DecimalsAttribute(int max) : Attribute
{
    public int Max { get; } = max;
}
