using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary><c>true</c> or <c>false</c>; case is ignored, as many a CSMS writes <c>True</c>.</summary>
internal sealed class FlagSetting : Setting<bool>
{
    public FlagSetting(string? key, string? variable, Func<Station, bool> byDefault)
        : base(key, variable, byDefault)
        => DataType = DataType.Boolean;

    protected override bool TryParse(string text, out bool value, out Objection objection)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        var isFlag = value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
        objection = isFlag ? default : Objection.InvalidValue("The value is true or false.");
        return isFlag;
    }

    protected override string Format(bool value) => value ? "true" : "false";
}

/// <summary>A whole number.</summary>
internal sealed class NumberSetting : Setting<int>
{
    public NumberSetting(string? key, string? variable, Func<Station, int> byDefault)
        : base(key, variable, byDefault)
    {
        DataType = DataType.Integer;
        Min = 0;
    }

    protected override bool TryParse(string text, out int value, out Objection objection)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            objection = Objection.InvalidValue("The value is a whole number.");
            return false;
        }

        objection = CheckRange(value);
        return objection.IsNone;
    }

    protected override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A number with a fraction, at most six digits of it.</summary>
internal sealed class DecimalSetting : Setting<decimal>
{
    public DecimalSetting(string? key, string? variable, Func<Station, decimal> byDefault)
        : base(key, variable, byDefault)
        => DataType = DataType.Decimal;

    protected override bool TryParse(string text, out decimal value, out Objection objection)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            objection = Objection.InvalidValue("The value is a decimal number.");
            return false;
        }

        objection = CheckRange(value);
        return objection.IsNone;
    }

    protected override string Format(decimal value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>A duration in whole seconds.</summary>
internal sealed class SecondsSetting : Setting<TimeSpan>
{
    /// <summary>A month: longer is a slip of the pen.</summary>
    public const int Longest = 30 * 24 * 3600;

    public SecondsSetting(string? key, string? variable, Func<Station, TimeSpan> byDefault)
        : base(key, variable, byDefault)
    {
        DataType = DataType.Integer;
        Unit = "s";
        Min = 0;
        Max = Longest;
    }

    protected override bool TryParse(string text, out TimeSpan value, out Objection objection)
    {
        value = default;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            objection = Objection.InvalidValue("The value is a whole number of seconds.");
            return false;
        }

        objection = CheckRange(seconds);
        if (!objection.IsNone)
            return false;
        value = TimeSpan.FromSeconds(seconds);
        return true;
    }

    protected override string Format(TimeSpan value) => ((long)Math.Round(value.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Text of a longest length; an empty one is a value.</summary>
internal sealed class TextSetting : Setting<string>
{
    public TextSetting(string? key, string? variable, Func<Station, string> byDefault)
        : base(key, variable, byDefault)
        => Max = 500; // CiString500Type, the longest that ChangeConfiguration carries

    protected override bool TryParse(string text, out string value, out Objection objection)
    {
        value = text;
        objection = text.Length > Max ? new Objection("TooLargeElement", $"The value has at most {Max} characters.")
            : text.Length < Min ? Objection.InvalidValue($"The value has at least {Min} characters.")
            : default;
        return objection.IsNone;
    }

    protected override string Format(string value) => value;
}

/// <summary>One name out of several.</summary>
internal sealed class OptionSetting<T> : Setting<T>
    where T : struct, Enum
{
    private readonly WireNames<T> _names;

    /// <param name="key">Key of OCPP 1.6, or null.</param>
    /// <param name="variable">Variable of OCPP 2.0.1, or null.</param>
    /// <param name="byDefault">The value that nobody changed.</param>
    /// <param name="allowed">What it may be; none = every value of the type.</param>
    public OptionSetting(string? key, string? variable, Func<Station, T> byDefault, params T[] allowed)
        : base(key, variable, byDefault)
    {
        _names = new WireNames<T>(allowed);
        DataType = DataType.OptionList;
        Values = _names.All;
    }

    protected override bool TryParse(string text, out T value, out Objection objection)
    {
        var isKnown = _names.TryParse(text.Trim(), out value);
        objection = isKnown ? default : Objection.InvalidValue($"The value is one of {string.Join(", ", _names.All)}.");
        return isKnown;
    }

    protected override string Format(T value) => _names.Of(value);
}

/// <summary>Names separated by commas. Nothing at all is a list, no name comes twice, and names ignore case.</summary>
internal sealed class ListSetting<T> : Setting<IReadOnlyList<T>>
    where T : struct, Enum
{
    private readonly WireNames<T> _names;

    /// <param name="key">Key of OCPP 1.6, or null.</param>
    /// <param name="variable">Variable of OCPP 2.0.1, or null.</param>
    /// <param name="byDefault">The value that nobody changed.</param>
    /// <param name="allowed">What it may consist of; none = every value of the type.</param>
    public ListSetting(string? key, string? variable, Func<Station, IReadOnlyList<T>> byDefault, params T[] allowed)
        : base(key, variable, byDefault)
    {
        _names = new WireNames<T>(allowed);
        DataType = DataType.MemberList;
        Values = _names.All;
    }

    /// <summary>The most names.</summary>
    public int MaxItems { get; init; } = int.MaxValue;

    protected override bool TryParse(string text, out IReadOnlyList<T> value, out Objection objection)
    {
        var items = new List<T>();
        value = items;
        objection = default;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_names.TryParse(part, out var item))
                objection = Objection.InvalidValue($"'{Charger.Text.Cut(part, 50)}' is none of {Charger.Text.Cut(string.Join(", ", _names.All), 300)}.");
            else if (items.Contains(item))
                objection = Objection.InvalidValue($"'{part}' is there twice.");
            else
                items.Add(item);
        }

        if (items.Count > MaxItems)
            objection = new Objection("TooManyElements", $"The list has at most {MaxItems} names.");
        return objection.IsNone;
    }

    protected override string Format(IReadOnlyList<T> value) => string.Join(',', value.Select(_names.Of));
}

/// <summary>Text of a form of its own.</summary>
/// <param name="text">A text and what is wrong with it.</param>
internal delegate bool TextParser<T>(string text, [MaybeNullWhen(false)] out T value, out string why);

/// <summary>A value with its own spelling.</summary>
internal sealed class FormSetting<T>(string? key, string? variable, Func<Station, T> byDefault, TextParser<T> parse, Func<T, string> format)
    : Setting<T>(key, variable, byDefault)
    where T : notnull
{
    protected override bool TryParse(string text, out T value, out Objection objection)
    {
        var isValue = parse(text, out value!, out var why);
        objection = isValue ? default : Objection.InvalidValue(why);
        return isValue;
    }

    protected override string Format(T value) => format(value);
}
