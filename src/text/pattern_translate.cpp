// Writes a tree in Boost.Regex's Perl syntax. All of it is written here, letter by letter, so nothing that means
// something to Boost.Regex alone can come through from a pattern.
#include "text/pattern_engine.hpp"

#include <string>

namespace zodgate::text::pattern {
namespace {

class Writer {
  public:
    explicit Writer(const Alphabet& alphabet) : alphabet_(alphabet) {}

    void write(const Node& node) {
        switch (node.kind) {
            case Kind::empty: out_ += "(?:)"; break;
            case Kind::characters: write_set(alphabet_.kinds_in(node.set)); break;
            case Kind::sequence:
                for (const Node& child : node.children) write_in_sequence(child);
                break;
            case Kind::alternation: write_alternation(node); break;
            case Kind::group:
                out_ += node.group != 0 ? "(" : "(?:";
                write(node.children.front());
                out_ += ')';
                break;
            case Kind::look: write_look(node); break;
            case Kind::repeat: write_repeat(node); break;
            case Kind::reference: write_reference(node); break;
            case Kind::start: out_ += '^'; break;
            case Kind::end: out_ += '$'; break;
            case Kind::boundary: out_ += "\\b"; break;
            case Kind::not_boundary: out_ += "(?!\\b)"; break;  // its own \B fails at the ends of the subject
        }
    }

    std::string take() { return std::move(out_); }

  private:
    void write_in_group(const Node& node) {
        out_ += "(?:";
        write(node);
        out_ += ')';
    }

    void write_in_sequence(const Node& node) {
        if (node.kind == Kind::alternation) {
            write_in_group(node);
        } else {
            write(node);
        }
    }

    void write_set(const std::string& kinds) {
        if (kinds.size() == 1) {
            out_ += kinds;
            return;
        }
        out_ += '[';
        if (kinds.empty()) out_ += static_cast<char>(no_character);
        out_ += kinds;
        out_ += ']';
    }

    void write_alternation(const Node& node) {
        const char* separator = "";
        for (const Node& child : node.children) {
            out_ += separator;
            separator = "|";
            write(child);
        }
    }

    void write_look(const Node& node) {
        out_ += node.behind ? "(?<" : "(?";
        out_ += node.negative ? '!' : '=';
        write(node.children.front());
        out_ += ')';
    }

    void write_repeat(const Node& node) {
        const Node& child = node.children.front();
        if (child.kind == Kind::characters || child.kind == Kind::group) {
            write(child);
        } else {
            write_in_group(child);
        }
        if (node.maximum != unlimited) {
            out_ += '{' + std::to_string(node.minimum) + ',' + std::to_string(node.maximum) + '}';
        } else if (node.minimum > 1) {
            out_ += '{' + std::to_string(node.minimum) + ",}";
        } else {
            out_ += node.minimum == 0 ? '*' : '+';
        }
        if (node.lazy) out_ += '?';
    }

    // Boost.Regex fails at a group that has not taken part.
    void write_reference(const Node& node) {
        const std::string number = std::to_string(node.group);
        if (node.conditional) out_ += "(?(" + number + ")";
        out_ += "\\g{" + number + "}";
        if (node.conditional) out_ += "|)";
    }

    const Alphabet& alphabet_;
    std::string out_;
};

}  // namespace

std::string translate(const Tree& tree, const Alphabet& alphabet) {
    Writer writer(alphabet);
    writer.write(tree.root);
    return writer.take();
}

}  // namespace zodgate::text::pattern
