// Stands in for what the C# programs use of .NET and Mono does not have: a Main that is asynchronous, and System.Text.Json.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

// What .NET's compiler adds to a program with an asynchronous Main.
static class Entry
{
    static void Main()
    {
        var main = typeof(Program).GetMethod("Main", BindingFlags.Static | BindingFlags.NonPublic);
        ((Task)main.Invoke(null, null)).GetAwaiter().GetResult();
    }
}

namespace System.Text.Json
{
    public static class JsonSerializer
    {
        public static string Serialize(object value)
        {
            if (value is string text) return Quoted(text);
            if (value is bool flag) return flag ? "true" : "false";
            if (value is Array items) return "[" + string.Join(",", items.Cast<object>().Select(Serialize)) + "]";
            if (value is IFormattable number) return number.ToString(null, CultureInfo.InvariantCulture);
            var fields = value.GetType().GetProperties();
            return "{" + string.Join(",", fields.Select(one => Quoted(one.Name) + ":" + Serialize(one.GetValue(value)))) + "}";
        }

        static string Quoted(string text)
        {
            return "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\"";
        }
    }

    public sealed class JsonDocument
    {
        public JsonElement RootElement { get; private set; }

        public static JsonDocument Parse(string json)
        {
            return new JsonDocument { RootElement = new JsonElement(new Reader(json).Value()) };
        }
    }

    public struct JsonElement
    {
        readonly object value;

        internal JsonElement(object value) { this.value = value; }

        public JsonElement this[int index] => new JsonElement(((List<object>)value)[index]);

        public string GetString() => (string)value;

        public JsonElement GetProperty(string name) => new JsonElement(((Dictionary<string, object>)value)[name]);

        public bool TryGetProperty(string name, out JsonElement found)
        {
            var has = ((Dictionary<string, object>)value).TryGetValue(name, out var inner);
            found = new JsonElement(inner);
            return has;
        }

        public IEnumerable<JsonElement> EnumerateArray() => ((List<object>)value).Select(one => new JsonElement(one));
    }

    sealed class Reader
    {
        readonly string json;
        int at;

        internal Reader(string json) { this.json = json; }

        internal object Value()
        {
            switch (Next())
            {
                case '{': return Entries();
                case '[': return Items();
                case '"': return Text();
                default: return Word();
            }
        }

        char Next()
        {
            while (char.IsWhiteSpace(json[at])) at += 1;
            return json[at];
        }

        bool Ends(char end)
        {
            var next = Next();
            if (next == end || next == ',') at += 1;
            return next == end;
        }

        Dictionary<string, object> Entries()
        {
            var entries = new Dictionary<string, object>();
            for (at += 1; !Ends('}');)
            {
                Next();
                var name = Text();
                if (Next() != ':') throw new FormatException($"no colon at {at}");
                at += 1;
                entries[name] = Value();
            }
            return entries;
        }

        List<object> Items()
        {
            var items = new List<object>();
            for (at += 1; !Ends(']');) items.Add(Value());
            return items;
        }

        string Text()
        {
            var text = new StringBuilder();
            for (at += 1; json[at] != '"'; at += 1)
            {
                if (json[at] != '\\') { text.Append(json[at]); continue; }
                at += 1;
                var plain = "bfnrt".IndexOf(json[at]);
                if (plain >= 0) text.Append("\b\f\n\r\t"[plain]);
                else if (json[at] != 'u') text.Append(json[at]);
                else
                {
                    text.Append((char)int.Parse(json.Substring(at + 1, 4), NumberStyles.HexNumber));
                    at += 4;
                }
            }
            at += 1;
            return text.ToString();
        }

        object Word()
        {
            var from = at;
            while (at < json.Length && !",]} \n".Contains(json[at])) at += 1;
            var word = json.Substring(from, at - from);
            if (word == "null") return null;
            if (word == "true" || word == "false") return word == "true";
            return double.Parse(word, CultureInfo.InvariantCulture);
        }
    }
}
