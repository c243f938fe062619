using System.Text;
using System.Text.Json;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Walks the tokens of one frame and notes where the secrets lie. An object is sensitive when its <c>key</c> or its
/// <c>variable.name</c> names a secret; then every <c>value</c> and <c>attributeValue</c> in it goes, in whatever order the members come.
/// </summary>
internal ref struct SecretFinder(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly List<SecretRange> _found = [];
    private readonly Stack<Scope> _scopes = new();

    public List<SecretRange> Find()
    {
        var reader = new Utf8JsonReader(_message, new JsonReaderOptions { MaxDepth = 128 });
        var property = "";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        property = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        // Members of a list belong to the property that holds the list.
                        if (property.Length == 0 && _scopes.TryPeek(out var list) && list.IsList)
                            property = list.Property;
                        _scopes.Push(new Scope(property, reader.TokenType == JsonTokenType.StartArray));
                        property = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        Close(_scopes.Pop());
                        property = "";
                        break;
                    default:
                        Value(ref reader, property);
                        property = "";
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Unreadable();
        }

        return _found;
    }

    private readonly void Value(ref Utf8JsonReader reader, string property)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False)
            return;

        var start = (int)reader.TokenStartIndex;
        var range = new SecretRange(start, (int)reader.BytesConsumed - start, Quoted: true);
        var isText = reader.TokenType == JsonTokenType.String;
        _scopes.TryPeek(out var scope);
        if (property.Length != 0 && scope is not null)
        {
            if (IsSecretMember(property, scope.Property))
            {
                _found.Add(range);
                return;
            }

            if (isText && Is(property, "key") && IsSecretName(reader.GetString()!))
                scope.Sensitive = true;
            if (isText && Is(property, "name") && Is(scope.Property, "variable") && IsSecretName(reader.GetString()!))
                scope.NamesSecret = true;
            if (Is(property, "value") || Is(property, "attributeValue"))
                (scope.Values ??= []).Add(range);
        }

        if (isText)
            UrlPasswords(start, range.Length);
    }

    private readonly void Close(Scope scope)
    {
        if (scope.Sensitive)
            _found.AddRange(scope.Values ?? []);
        if (!_scopes.TryPeek(out var parent))
            return;

        parent.Sensitive |= scope.NamesSecret && !parent.IsList;
        if (!scope.Sensitive && scope.Values is { } values)
            (parent.Values ??= []).AddRange(values);
    }

    /// <summary><c>scheme://user:password@host</c>, also with the slashes escaped as <c>\/</c>.</summary>
    private readonly void UrlPasswords(int start, int length)
    {
        var text = _message.Slice(start, length);
        var from = 0;
        while (true)
        {
            var plain = text[from..].IndexOf("://"u8);
            var escaped = text[from..].IndexOf(@":\/\/"u8);
            if (plain < 0 && escaped < 0)
                return;

            var isPlain = escaped < 0 || (plain >= 0 && plain < escaped);
            from += isPlain ? plain + 3 : escaped + 5;
            var end = text[from..].IndexOfAny("/?#\" "u8);
            var authority = text.Slice(from, end < 0 ? text.Length - from : end);
            var at = authority.LastIndexOf((byte)'@');
            var colon = at < 0 ? -1 : authority[..at].IndexOf((byte)':');
            if (colon >= 0)
                _found.Add(new SecretRange(start + from + colon + 1, at - colon - 1, Quoted: false));
        }
    }

    /// <summary>No JSON: from the first name of a secret on, nothing can be told apart, so all of the rest goes.</summary>
    private readonly void Unreadable()
    {
        _found.Clear();
        UrlPasswords(0, _message.Length);
        var text = Encoding.Latin1.GetString(_message);
        var first = -1;
        foreach (var name in (ReadOnlySpan<string>)["authorizationkey", "password", "simpin"])
        {
            var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (first < 0 || at < first))
                first = at + name.Length;
        }

        if (first >= 0)
            _found.Add(new SecretRange(first, _message.Length - first, Quoted: false));
    }

    private static bool IsSecretName(string name) => Is(name, "AuthorizationKey") || Is(name, "BasicAuthPassword");

    private static bool IsSecretMember(string property, string holder) =>
        property.EndsWith("password", StringComparison.OrdinalIgnoreCase)
        || Is(property, "simPin")
        || (Is(property, "key") && Is(holder, "vpn"));

    private static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private sealed class Scope(string property, bool isList)
    {
        public string Property { get; } = property;

        public bool IsList { get; } = isList;

        public bool Sensitive { get; set; }

        public bool NamesSecret { get; set; }

        public List<SecretRange>? Values { get; set; }
    }
}
