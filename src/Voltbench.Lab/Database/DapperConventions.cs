using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Voltbench.Lab.Database;

/// <summary>A JSON text that is written as <c>jsonb</c>.</summary>
public readonly record struct Jsonb(string Text);

internal static class DapperConventions
{
    private static int _applied;

    public static void Apply()
    {
        if (Interlocked.Exchange(ref _applied, 1) == 1)
            return;
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimestampHandler());
        SqlMapper.AddTypeHandler(new JsonbHandler());
    }

    private sealed class TimestampHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset at => at,
            DateTime at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)),
            _ => throw new DataException($"Cannot read {value.GetType()} as a point in time."),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
            parameter.Value = value.UtcDateTime;
        }
    }

    private sealed class JsonbHandler : SqlMapper.TypeHandler<Jsonb>
    {
        public override Jsonb Parse(object value) => new((string)value);

        public override void SetValue(IDbDataParameter parameter, Jsonb value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
            parameter.Value = value.Text;
        }
    }
}
