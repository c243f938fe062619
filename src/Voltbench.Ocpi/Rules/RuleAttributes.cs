namespace Voltbench.Ocpi.Rules;

/// <summary>CiString: printable ASCII that is compared without case, of at most that many characters; also of each item of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CiStringAttribute(int max) : Attribute
{
    public int Max { get; } = max;
}

/// <summary>string: printable text of at most that many characters (Unicode code points); also of each item of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute(int max) : Attribute
{
    public int Max { get; } = max;
}

/// <summary>URL: absolute, at most 255 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UrlAttribute : Attribute;

/// <summary>A string of a certain form, on top of its length.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormAttribute(TextForm form) : Attribute
{
    public TextForm Form { get; } = form;
}

/// <summary>The fewest items of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute(int min) : Attribute
{
    public int Min { get; } = min;
}

/// <summary>The inclusive range of a number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(int min, int max = int.MaxValue) : Attribute
{
    public int Min { get; } = min;

    public int Max { get; } = max;
}

/// <summary>The most decimals of a number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DecimalsAttribute(int max) : Attribute
{
    public int Max { get; } = max;
}

/// <summary>At least one of these members must be there.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AnyOfAttribute(params string[] members) : Attribute
{
    public IReadOnlyList<string> Members { get; } = members;
}

/// <summary>Where <paramref name="member"/> is there, <paramref name="needed"/> must be too.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeedsAttribute(string member, string needed) : Attribute
{
    public string Member { get; } = member;

    public string Needed { get; } = needed;
}

/// <summary>Where the boolean <paramref name="member"/> has this value, <paramref name="needed"/> must be there.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeedsWhenAttribute(string member, bool value, string needed) : Attribute
{
    public string Member { get; } = member;

    public bool Value { get; } = value;

    public string Needed { get; } = needed;
}

/// <summary>In a PATCH the items of this list are added to the ones that are there; other lists are replaced.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddsOnPatchAttribute : Attribute;
