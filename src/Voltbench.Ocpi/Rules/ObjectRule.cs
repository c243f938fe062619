using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Voltbench.Ocpi.Rules;

/// <summary>One member of an object.</summary>
internal sealed record MemberRule(string Name, bool Required, ValueRule Value, bool AddsOnPatch)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}

/// <summary>What a class asks of several members together: a fault by what is there and which booleans are true.</summary>
internal delegate Fault? TogetherRule(ulong there, ulong isTrue);

/// <summary>An object. Members that the standard does not know are passed over; null is as good as absent where absent is allowed.</summary>
internal sealed class ObjectRule : ValueRule
{
    private readonly MemberRule[] _members;
    private readonly TogetherRule[] _together;
    private readonly ulong _required;

    public ObjectRule(IReadOnlyList<MemberRule> members, IReadOnlyList<TogetherRule> together)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members.Count, 64); // one bit each
        _members = [.. members];
        _together = [.. together];
        for (var i = 0; i < _members.Length; i++)
            _required |= members[i].Required ? 1UL << i : 0;
    }

    public IReadOnlyList<MemberRule> Members => _members;

    public override string Expected => "an object";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict) => Check(ref reader, strict, partial: false);

    /// <param name="reader">On the first token of the value.</param>
    /// <param name="strict">Also what is only asked of what we send ourselves.</param>
    /// <param name="partial">The body of a PATCH: nothing is required; nested objects are whole all the same.</param>
    public Fault? Check(ref Utf8JsonReader reader, bool strict, bool partial)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return WrongType(reader);

        ulong seen = 0;
        ulong there = 0;
        ulong isTrue = 0;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader, next);
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            var member = _members[index];
            var bit = 1UL << index;
            if ((seen & bit) != 0)
                return new(member.Name, "must be given only once");
            seen |= bit;
            next = index + 1;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null && !member.Required)
                continue;
            there |= bit;
            isTrue |= reader.TokenType == JsonTokenType.True ? bit : 0;
            if (member.Value.Check(ref reader, strict) is { } fault)
                return fault.Under(member.Name);
        }

        if (partial)
            return null;
        var missing = _required & ~there;
        if (missing != 0)
        {
            var first = _members[BitOperations.TrailingZeroCount(missing)];
            return new(first.Name, $"is required: {first.Value.Expected}");
        }

        foreach (var rule in _together)
        {
            if (rule(there, isTrue) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>Peers mostly send members in the order of the standard, so the search starts behind the last one.</summary>
    private int Find(ref Utf8JsonReader reader, int start)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            var index = start + i;
            if (index >= _members.Length)
                index -= _members.Length;
            if (reader.ValueTextEquals(_members[index].Utf8Name))
                return index;
        }

        return -1;
    }
}
